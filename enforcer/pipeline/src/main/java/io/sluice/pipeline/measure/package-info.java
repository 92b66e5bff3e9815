/**
 * The measure application: takes the deltas of all contracts, keeps what each has counted in a
 * store with a changelog, judges by the wall clock, and gives what comes of it to the SLI topics,
 * the meters and whoever asks. It is no part of any pipeline, so that none that pauses or waits
 * silences it.
 */
@NullMarked
package io.sluice.pipeline.measure;

import org.jspecify.annotations.NullMarked;
