/**
 * What pipelines hand over to whoever measures: counts by indicator and time, newest event times
 * and hashes of keys, in the transactions that commit the offsets which they cover. They are
 * records of the topic {@code sluice.deltas}, in Avro by a registered schema of Sluice's own.
 */
@NullMarked
package io.sluice.pipeline.delta;

import org.jspecify.annotations.NullMarked;
