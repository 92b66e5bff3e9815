package io.sluice.pipeline.count;

import io.sluice.pipeline.delta.Delta;
import org.apache.kafka.common.TopicPartition;

/** Says which records a delta is about. */
@FunctionalInterface
public interface Coverages {

  /**
   * Those of a partition.
   *
   * @param from the first offset
   * @param to the first offset after it
   */
  Delta.Coverage of(Source source, TopicPartition partition, long from, long to);
}
