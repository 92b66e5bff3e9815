package io.sluice.pipeline;

import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.enforce.RawBatch;
import io.sluice.pipeline.enforce.Sightings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer of a stream thread. What it polls it gives to Streams in {@linkplain RawBatch
 * batches}.
 *
 * <p>Streams resets a partition without a committed offset to its start, as the topology says, and
 * would do the same where the committed offset is gone from the topic, passing over what was lost
 * without a word; here that ends the pipeline.
 */
final class RawConsumer extends LeavingConsumer {

  private final Ledger ledger;
  private final Sightings sightings;

  RawConsumer(Map<String, Object> config, Ledger ledger, Sightings sightings) {
    super(config);
    this.ledger = ledger;
    this.sightings = sightings;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      look(records.partitions());
      return RawBatch.carried(records, System.currentTimeMillis());
    } catch (OffsetOutOfRangeException e) {
      Map<TopicPartition, Long> wanted = e.offsetOutOfRangePartitions();
      throw LostRangeException.of(
          groupMetadata().groupId(),
          wanted,
          beginningOffsets(wanted.keySet()),
          endOffsets(wanted.keySet()));
    }
  }

  /** Looks where partitions end, as far as the broker said so with its last answers. */
  private void look(Set<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      long lag = currentLag(partition).orElse(0); // at least what was read is there
      sightings.saw(partition, position(partition) + lag);
    }
  }

  /** Streams asks this before any task starts, so that doubts end before its records count. */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = super.committed(partitions);
    ledger.settle(committed);
    return committed;
  }
}
