/**
 * What judging one record costs: Sluice's walk over the bytes, decoding alone, and decoding with
 * the same rules in cel-java.
 */
@NullMarked
package io.sluice.bench.validate;

import org.jspecify.annotations.NullMarked;
