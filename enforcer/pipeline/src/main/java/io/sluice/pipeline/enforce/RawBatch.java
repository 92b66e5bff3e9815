package io.sluice.pipeline.enforce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition, raw or replayed, that were polled together, in their order. Kafka
 * Streams handles them as one record, which has them as its only header: what it does for a record,
 * it does for a batch.
 *
 * <p>That record has the offset of the batch's first. Streams commits either the offset of the
 * record that it is to process next, or, where it has none, the position from which the next poll
 * goes on: the start of a batch or the end of one, never a place within.
 */
public final class RawBatch implements Header {

  private static final String NAME = "batch";

  private final List<ConsumerRecord<byte[], byte[]>> records;

  /**
   * @param records of one partition, at least one
   */
  RawBatch(List<ConsumerRecord<byte[], byte[]>> records) {
    this.records = records;
  }

  /**
   * What was polled, one record for the batch of each partition.
   *
   * @param at when it was polled: of the batches of a task, Streams takes the oldest first, so that
   *     raw records do not wait for all that is replayed
   */
  public static ConsumerRecords<byte[], byte[]> carried(
      ConsumerRecords<byte[], byte[]> polled, long at) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> carriers = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      carriers.put(partition, List.of(new RawBatch(polled.records(partition)).carrier(at)));
    }
    return new ConsumerRecords<>(carriers, polled.nextOffsets());
  }

  private ConsumerRecord<byte[], byte[]> carrier(long at) {
    ConsumerRecord<byte[], byte[]> first = records.getFirst();
    return new ConsumerRecord<>(
        first.topic(),
        first.partition(),
        first.offset(),
        at,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        null,
        headers(),
        first.leaderEpoch());
  }

  /** The headers of the record that carries it. */
  Headers headers() {
    return new RecordHeaders(List.of(this));
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** The topic that its records stand in. */
  String topic() {
    return records.getFirst().topic();
  }

  /** The offset of its first record. */
  long offset() {
    return records.getFirst().offset();
  }

  /** The offset after its last one. */
  long end() {
    return records.getLast().offset() + 1;
  }

  @Override
  public String key() {
    return NAME;
  }

  @Override
  public byte @Nullable [] value() {
    return null;
  }

  /** Takes a batch from the record that carries it. */
  static final class Reader implements Deserializer<RawBatch> {

    @Override
    public RawBatch deserialize(String topic, Headers headers, byte @Nullable [] none) {
      if (headers.lastHeader(NAME) instanceof RawBatch batch) {
        return batch;
      }
      throw new IllegalStateException("a record of topic %s carries no batch".formatted(topic));
    }

    @Override
    public RawBatch deserialize(String topic, byte @Nullable [] none) {
      throw new UnsupportedOperationException("a batch is carried by headers");
    }
  }
}
