/**
 * Judges sample records offline, from files: the same plans, on the same bytes, as on the stream.
 */
@NullMarked
package io.sluice.engine.sample;

import org.jspecify.annotations.NullMarked;
