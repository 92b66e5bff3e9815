/**
 * Seals of dead letters: what a raw record held, encrypted so that only who has the keyset of
 * letters reads it, and bound to the place where the record stands.
 */
@NullMarked
package io.sluice.pipeline.seal;

import org.jspecify.annotations.NullMarked;
