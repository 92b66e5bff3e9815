/** A small contract and its records, and schemas from memory, for tests. */
@NullMarked
package io.sluice.pipeline.testing;

import org.jspecify.annotations.NullMarked;
