/** Begins contracts. */
@NullMarked
package io.sluice.cli.draft;

import org.jspecify.annotations.NullMarked;
