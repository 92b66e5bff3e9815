package io.sluice.pipeline.enforce;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A raw record as it is sent on: with another topic, partition and headers. One per task and topic,
 * used again for each record: the producer writes it into its batch before it returns, and keeps
 * the headers alone.
 */
final class OutputRecord extends ProducerRecord<byte[], byte[]> {

  /** Objects, since the producer asks for them several times; neighbours share them. */
  private Integer partition = 0;

  private Long timestamp = 0L;
  private byte @Nullable [] key;
  private byte @Nullable [] value;
  private WrittenHeaders headers = WrittenHeaders.NONE;

  OutputRecord(String topic) {
    super(topic, null);
  }

  /** Takes what a raw record holds. */
  void take(ConsumerRecord<byte[], byte[]> raw, int toPartition, WrittenHeaders with) {
    if (partition != toPartition) {
      partition = toPartition;
    }
    long at = timestamp(raw);
    if (timestamp != at) {
      timestamp = at;
    }
    key = raw.key();
    value = raw.value();
    headers = with;
  }

  @Override
  public Integer partition() {
    return partition;
  }

  @Override
  public Long timestamp() {
    return timestamp;
  }

  @Override
  public byte @Nullable [] key() {
    return key;
  }

  @Override
  public byte @Nullable [] value() {
    return value;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  /** Without what the record holds. */
  @Override
  public String toString() {
    return "OutputRecord[topic=%s, partition=%d]".formatted(topic(), partition);
  }

  /** That of the raw record; where it is below zero, which no topic takes, zero. */
  static long timestamp(ConsumerRecord<byte[], byte[]> raw) {
    return Math.max(0, raw.timestamp());
  }
}
