/**
 * Reads Avro binary in place, once, strictly: steps that mirror a writer schema walk over the bytes
 * and hold each value against what the contract demands of it. A record that breaks nothing
 * allocates nothing.
 */
@NullMarked
package io.sluice.engine.walk;

import org.jspecify.annotations.NullMarked;
