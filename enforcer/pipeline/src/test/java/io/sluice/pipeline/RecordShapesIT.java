package io.sluice.pipeline;

import static io.sluice.pipeline.testing.Payments.CHARGE_ID;
import static io.sluice.pipeline.testing.Payments.REFUND_ID;
import static io.sluice.pipeline.testing.Payments.SCHEMA_ID;
import static io.sluice.pipeline.testing.Payments.framed;
import static io.sluice.pipeline.testing.Payments.payment;
import static io.sluice.pipeline.testing.Payments.refund;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.testing.KafkaTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records without key or value, with odd headers, of other types, and topics of other shapes. */
class RecordShapesIT {

  private final Running running = new Running();

  @AfterEach
  void close() {
    running.close();
  }

  private ProducerRecord<byte[], byte[]> keyed(@Nullable String key, byte @Nullable [] value) {
    return keyed(0, key, value);
  }

  private ProducerRecord<byte[], byte[]> keyed(
      int partition, @Nullable String key, byte @Nullable [] value) {
    return new ProducerRecord<>(
        running.enforced().rawTopic(),
        partition,
        1_000_000L,
        key == null ? null : key.getBytes(UTF_8),
        value);
  }

  private static byte[] good(String id) {
    return framed(SCHEMA_ID, payment(id, 5, ""));
  }

  private static byte[] bad(String id) {
    return framed(SCHEMA_ID, payment(id, -5, ""));
  }

  @Test
  void withoutCompactionANullKeyPassesAndATombstoneDoesNot() {
    running.rawTopic(1, Map.of()).start();

    running.enforced().sendCompliant(List.of(keyed(null, good("p1")), keyed("", good("p2"))));
    running.enforced().sendViolating(List.of(keyed("k", null), keyed(null, null)));

    running.assertConserved();
  }

  @Test
  void aCompactedProductTopicTakesTombstonesAndNoRecordWithoutKey() {
    running.rawTopic(1, Map.of("cleanup.policy", "compact")).start();

    running
        .enforced()
        .sendCompliant(List.of(keyed("a", good("p1")), keyed("a", null), keyed("b", good("p2"))));
    running.enforced().sendViolating(List.of(keyed("c", bad("p3"))));

    running.assertConserved();
    assertThat(running.enforced().count(running.meters(), "tombstone")).isEqualTo(1);
  }

  /** Adds a header to each record, as tracing does. */
  public static final class Tracing implements ProducerInterceptor<byte[], byte[]> {

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      record.headers().add("traced", new byte[0]);
      return record;
    }

    @Override
    public void onAcknowledgement(
        @Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }

  @Test
  void anInterceptorOfTheUsersCanAddToTheHeadersOfEveryRecord() {
    running
        .with("producer.interceptor.classes", Tracing.class.getName())
        .rawTopic(1, Map.of())
        .start();

    running.enforced().sendCompliant(List.of(keyed("a", good("p1")), keyed("b", good("p2"))));
    running.enforced().sendViolating(List.of(keyed("c", bad("p3")), keyed("d", bad("p4"))));
    running.awaitArrival();

    assertThat(KafkaTopics.read(running.enforced().productTopic()))
        .hasSize(2)
        .allMatch(product -> product.headers().lastHeader("traced") != null);
    assertThat(KafkaTopics.read(running.enforced().deadLetterTopic()))
        .hasSize(2)
        .allMatch(letter -> letter.headers().lastHeader("traced") != null);
  }

  @Test
  void recordsWithoutKeyOnTheirWayToACompactedTopicBecomeDeadLetters() {
    running
        .rawTopic(1, Map.of())
        .productTopic(1, Map.of("cleanup.policy", "compact,delete"))
        .start();

    running
        .enforced()
        .sendViolating(List.of(keyed(null, good("p1")), keyed(null, null), keyed(null, bad("p2"))));
    running.enforced().sendCompliant(List.of(keyed("a", good("p3"))));

    running.assertConserved();
  }

  @Test
  void headersKeepTheirOrderTheirRepetitionsAndTheirNulls() {
    running.rawTopic(1, Map.of()).start();
    List<ProducerRecord<byte[], byte[]>> records =
        List.of(keyed("k", good("p1")), keyed("k", bad("p2")));
    for (ProducerRecord<byte[], byte[]> record : records) {
      record.headers().add("b", null);
      record.headers().add("sluice.contract", "forged:1".getBytes(UTF_8));
      record.headers().add("a", new byte[0]);
      record.headers().add("", "no name".getBytes(UTF_8));
      record.headers().add("b", new byte[] {(byte) 0xff, 0});
      record.headers().add("sluice.truncated", "true".getBytes(UTF_8));
      record.headers().add("sluice.anything", null);
      record.headers().add("b", null);
      record.headers().add("ключ", "ß".getBytes(UTF_8));
    }

    running.enforced().sendCompliant(records.subList(0, 1));
    running.enforced().sendViolating(records.subList(1, 2));

    running.assertConserved();
    for (String topic :
        List.of(running.enforced().productTopic(), running.enforced().deadLetterTopic())) {
      ConsumerRecord<byte[], byte[]> out = KafkaTopics.read(topic).getFirst();
      assertThat(out.headers().headers("sluice.contract"))
          .singleElement()
          .satisfies(header -> assertThat(new String(header.value(), UTF_8)).endsWith(":1.2.0"));
      assertThat(out.headers().lastHeader("sluice.truncated")).isNull();
      assertThat(out.headers().lastHeader("sluice.anything")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "timestamp"})
  void productRecordsHaveTheStampsThatTheContractLists(String stamps) {
    running.stamped(stamps).rawTopic(2, Map.of()).start();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(keyed(i % 2, "k" + i % 2, good("p" + i)));
    }

    running.enforced().sendCompliant(records);
    running.enforced().sendViolating(List.of(keyed("k", bad("p"))));

    running.assertConserved();
    List<String> expected = stamps.isEmpty() ? List.of() : List.of("sluice." + stamps);
    assertThat(KafkaTopics.read(running.enforced().productTopic()))
        .hasSize(300)
        .allSatisfy(product -> assertThat(names(product)).isEqualTo(expected));
    assertThat(KafkaTopics.read(running.enforced().deadLetterTopic()))
        .allSatisfy(
            letter -> assertThat(names(letter)).contains("sluice.contract", "sluice.timestamp"));
  }

  private static List<String> names(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray()).map(Header::key).toList();
  }

  @Test
  void typesThatTheContractIgnoresAreCountedAndAllOthersJudged() {
    running.rawTopic(1, Map.of()).start();
    List<ProducerRecord<byte[], byte[]>> refunds = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      refunds.add(keyed("k", framed(REFUND_ID, refund("r" + i))));
    }

    running.enforced().sendCompliant(List.of(keyed("k", good("p1"))));
    KafkaTopics.send(refunds);
    running
        .enforced()
        .sendViolating(List.of(keyed("k", bad("p2")), keyed("k", framed(CHARGE_ID, refund("x")))));

    running.assertConserved();
    assertThat(running.enforced().count(running.meters(), "other_type")).isEqualTo(7);
  }

  @Test
  void withFewerProductPartitionsTheOrderOfEachKeyIsKept() {
    running.rawTopic(4, Map.of()).productTopic(3, Map.of()).deadLetterTopic(6, Map.of()).start();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, List<String>> sent = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      String key = "k" + i % 11;
      // a key stays on its raw partition
      records.add(keyed(i % 11 % 4, key, good("p" + i)));
      sent.computeIfAbsent(key, k -> new ArrayList<>()).add(new String(good("p" + i), UTF_8));
    }

    KafkaTopics.send(records);
    running.enforced().sendViolating(List.of(keyed(3, "z", bad("p1")), keyed(0, "z", bad("p2"))));

    running.await();
    String product = running.enforced().productTopic();
    KafkaTopics.patiently().until(() -> KafkaTopics.read(product).size() >= 200);
    Map<String, List<String>> received = new HashMap<>();
    Map<String, Integer> partitions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : KafkaTopics.read(product)) {
      String key = new String(record.key(), UTF_8);
      received.computeIfAbsent(key, k -> new ArrayList<>()).add(new String(record.value(), UTF_8));
      assertThat(partitions.merge(key, record.partition(), (before, now) -> now))
          .isEqualTo(record.partition());
    }
    assertThat(received).isEqualTo(sent);
    running.pipeline().close();
    assertThat(running.enforced().count(running.meters(), "compliant")).isEqualTo(200);
    // as many or more partitions: a letter stays on that of its raw record
    assertThat(KafkaTopics.read(running.enforced().deadLetterTopic()))
        .extracting(ConsumerRecord::partition)
        .containsExactly(0, 3);
  }
}
