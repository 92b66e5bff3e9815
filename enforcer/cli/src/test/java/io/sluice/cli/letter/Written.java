package io.sluice.cli.letter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records of a dead-letter topic, as somebody may have written them. */
public final class Written {

  static final String TOPIC = "dlq.orders.v1";
  public static final Instant RAW_TIME = Instant.parse("2001-02-03T04:05:06Z");

  private Written() {}

  /** A record with these headers, by name and text in turn. */
  public static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, byte @Nullable [] value, String... headers) {
    Headers all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        RAW_TIME.toEpochMilli(),
        TimestampType.CREATE_TIME,
        5,
        value == null ? 0 : value.length,
        "order".getBytes(StandardCharsets.UTF_8),
        value,
        all,
        Optional.empty());
  }

  public static Letter letter(
      int partition, long offset, String violationClass, String rule, String time) {
    return Letter.of(
        record(
            partition,
            offset,
            new byte[] {1},
            "sluice.contract",
            "orders:1.0.0",
            "sluice.class",
            violationClass,
            "sluice.violations",
            "[{\"rule\":\"%s\",\"path\":\"a\",\"message\":\"must hold\"}]".formatted(rule),
            "sluice.schema.id",
            "7",
            "sluice.timestamp",
            time));
  }
}
