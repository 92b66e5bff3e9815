package io.sluice.pipeline;

import static io.sluice.pipeline.testing.Payments.SCHEMA_ID;
import static io.sluice.pipeline.testing.Payments.framed;
import static io.sluice.pipeline.testing.Payments.payment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.testing.KafkaTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records as large as topics take them, and larger. */
class RecordSizesIT {

  private static final int LIMIT = 100_000;
  private static final Map<String, String> LIMITED =
      Map.of("max.message.bytes", Integer.toString(LIMIT));

  private final Running running = new Running();

  @AfterEach
  void close() {
    running.close();
  }

  /** A payment whose record fills a batch of so many bytes. */
  private ProducerRecord<byte[], byte[]> ofSize(int bytes, long amount) {
    int fill = bytes - 200;
    int size = size(filled(fill, amount));
    ProducerRecord<byte[], byte[]> record = filled(fill + bytes - size, amount);
    assertThat(size(record)).isEqualTo(bytes);
    return record;
  }

  private ProducerRecord<byte[], byte[]> filled(int length, long amount) {
    return running.enforced().record(framed(SCHEMA_ID, payment("p".repeat(length), amount, "")));
  }

  private static int size(ProducerRecord<byte[], byte[]> record) {
    return MemoryRecords.withRecords(
            Compression.NONE,
            new SimpleRecord(
                record.timestamp(), record.key(), record.value(), record.headers().toArray()))
        .sizeInBytes();
  }

  private List<String> headerNames(String topic) {
    ConsumerRecord<byte[], byte[]> record = KafkaTopics.read(topic).getFirst();
    return List.of(record.headers().toArray()).stream().map(Header::key).toList();
  }

  @Test
  void aRecordOfTheRawTopicsLimitPassesAndSoDoesItsDeadLetter() {
    running.rawTopic(1, LIMITED).start();

    running.enforced().sendCompliant(List.of(ofSize(LIMIT, 5)));
    running.enforced().sendViolating(List.of(ofSize(LIMIT, -5)));

    running.assertConserved();
    assertThat(running.pipeline().warnings()).isEmpty();
    assertThat(headerNames(running.enforced().deadLetterTopic()))
        .contains("__streams.errors.message")
        .doesNotContain("sluice.truncated");
  }

  @Test
  void aDeadLetterWhoseHeadersDoNotFitArrivesWithShortenedOnes() {
    running
        .rawTopic(1, LIMITED)
        .productTopic(1, LIMITED)
        .deadLetterTopic(1, LIMITED)
        .start()
        .await();
    assertThat(running.pipeline().warnings().toString()).contains("max.message.bytes is " + LIMIT);

    ProducerRecord<byte[], byte[]> large = ofSize(LIMIT - 500, -5);
    large.headers().add("trace", "t".getBytes(UTF_8));
    running.enforced().sendViolating(List.of(large));

    running.assertConserved();
    assertThat(headerNames(running.enforced().deadLetterTopic()))
        .containsExactly(
            "trace",
            "__streams.errors.topic",
            "__streams.errors.partition",
            "__streams.errors.offset",
            "sluice.contract",
            "sluice.class",
            "sluice.violations",
            "sluice.timestamp",
            "sluice.truncated");
  }

  @Test
  void aRecordTooLargeForItsTopicWaitsUntilTheTopicTakesIt() {
    running
        .rawTopic(1, Map.of())
        .productTopic(1, LIMITED)
        .deadLetterTopic(1, LIMITED)
        .start()
        .await();

    running.enforced().sendCompliant(List.of(ofSize(LIMIT + 1000, 5), ofSize(1000, 5)));
    running.await(
        "waiting",
        "raw record " + running.enforced().rawTopic() + "-0 offset 0 is too large for topic",
        running.enforced().productTopic() + ", which takes " + LIMIT + " bytes",
        "set its max.message.bytes to at least 101");
    running.alter(running.enforced().productTopic(), "max.message.bytes", "102000");

    running.assertConserved();
  }

  @Test
  void aRecordThatIsSmallOnlyWhenCompressedPasses() {
    running.rawTopic(1, LIMITED).start();
    ProducerRecord<byte[], byte[]> zeros = ofSize(10_000_000, 5);

    running.enforced().sendCompliant(List.of(zeros), "gzip");

    running.assertConserved();
  }

  @Test
  void whereTheProducerCompressesTheCompressedSizeCounts() {
    running
        .with("compression.type", "gzip")
        .rawTopic(1, LIMITED)
        .productTopic(1, LIMITED)
        .deadLetterTopic(1, LIMITED)
        .start();

    running.enforced().sendCompliant(List.of(ofSize(10_000_000, 5)), "gzip");
    running.enforced().sendViolating(List.of(ofSize(9_000_000, -5)), "gzip");

    running.assertConserved();
    assertThat(headerNames(running.enforced().deadLetterTopic()))
        .doesNotContain("sluice.truncated");
  }

  @Test
  void aRecordLargerThanProducersWereMadeForNamesTheWayOn() {
    running.rawTopic(1, LIMITED).start().await();

    running.enforced().sendCompliant(List.of(ofSize(34_000_000, 5)), "gzip");
    running.await(
        "waiting",
        "bytes uncompressed, and producers were made for 33554432",
        "restart the service");
    running.pipeline().close();
    running.alter(running.enforced().productTopic(), "max.message.bytes", "35000000");
    running.start();

    running.assertConserved();
  }
}
