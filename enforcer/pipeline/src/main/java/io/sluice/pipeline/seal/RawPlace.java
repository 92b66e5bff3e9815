package io.sluice.pipeline.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Where the raw record of a letter stands, and by which contract it was judged. A seal is bound to
 * it: what was sealed for one place opens at no other.
 *
 * @param contractId without the version
 */
public record RawPlace(String contractId, String topic, int partition, long offset) {

  private static final byte[] PURPOSE = utf8("sluice.letter");

  /** What binds it, in which no two places are the same. */
  byte[] associated() {
    byte[] id = utf8(contractId);
    byte[] itsTopic = utf8(topic);
    return ByteBuffer.allocate(
            PURPOSE.length
                + 2 * Integer.BYTES
                + id.length
                + itsTopic.length
                + Integer.BYTES
                + Long.BYTES)
        .put(PURPOSE)
        .putInt(id.length)
        .put(id)
        .putInt(itsTopic.length)
        .put(itsTopic)
        .putInt(partition)
        .putLong(offset)
        .array();
  }

  /** A record that stands there. */
  public ConsumerRecord<byte[], byte[]> record(
      long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
