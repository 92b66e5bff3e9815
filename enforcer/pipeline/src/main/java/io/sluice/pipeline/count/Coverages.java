package io.sluice.pipeline.count;

import io.sluice.pipeline.delta.Delta;

/** Says which records a delta is about. */
@FunctionalInterface
public interface Coverages {

  /**
   * Those of a raw partition.
   *
   * @param from the first offset
   * @param to the first offset after it
   */
  Delta.Coverage of(int partition, long from, long to);
}
