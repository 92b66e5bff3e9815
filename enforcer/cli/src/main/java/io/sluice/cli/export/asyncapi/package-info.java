/** Products described as AsyncAPI 3.0: their topics, and what consumers find there. */
@NullMarked
package io.sluice.cli.export.asyncapi;

import org.jspecify.annotations.NullMarked;
