package io.sluice.pipeline.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.pipeline.count.PipelineMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A run of raw records of {@link Payments} and the balance that has to hold at its end: each record
 * is in the product topic or in the dead-letter topic, once, in order, as it was, and the counters
 * say the same.
 */
public final class Enforced {

  private final String id;
  private final String servers;
  private final List<ProducerRecord<byte[], byte[]>> raw = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> compliant = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> violating = new ArrayList<>();
  private int sequence;

  /** A run on the broker that tests share. */
  public Enforced(String id) {
    this(id, KafkaTopics.servers());
  }

  /** A run on another broker. */
  public Enforced(String id, String servers) {
    this.id = id;
    this.servers = servers;
  }

  public String rawTopic() {
    return "raw." + id + ".v1";
  }

  public String productTopic() {
    return id + ".v1";
  }

  public String deadLetterTopic() {
    return "dlq." + id + ".v1";
  }

  /** Sends records that have to pass. */
  public void sendCompliant(List<ProducerRecord<byte[], byte[]>> records) {
    sendCompliant(records, "none");
  }

  /** Likewise, compressed. */
  public void sendCompliant(List<ProducerRecord<byte[], byte[]>> records, String compression) {
    send(records, compliant, compression);
  }

  /** Sends records that have to become dead letters. */
  public void sendViolating(List<ProducerRecord<byte[], byte[]>> records) {
    sendViolating(records, "none");
  }

  /** Likewise, compressed. */
  public void sendViolating(List<ProducerRecord<byte[], byte[]>> records, String compression) {
    send(records, violating, compression);
  }

  private void send(
      List<ProducerRecord<byte[], byte[]>> records,
      List<ProducerRecord<byte[], byte[]>> fate,
      String compression) {
    sequence += records.size();
    fate.addAll(records);
    KafkaTopics.send(servers, records, compression);
  }

  /** A raw record of the first partition, with a key. */
  public ProducerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return new ProducerRecord<>(rawTopic(), 0, 1_000_000L, "k".getBytes(UTF_8), value);
  }

  /** Sends so many records, a third of them bad, over so many partitions. */
  public void send(int count, int partitions, int schemaId) {
    List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = sequence++;
      boolean bad = number % 3 == 0;
      byte[] payment = Payments.payment("p" + number, bad ? -1 : number, "");
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              rawTopic(),
              number % partitions,
              1_000_000L + number,
              number % 5 == 0 ? null : ("k" + number % 17).getBytes(UTF_8),
              Payments.framed(schemaId, payment));
      record.headers().add("trace", Integer.toString(number).getBytes(UTF_8));
      record.headers().add("nothing", null);
      record.headers().add("trace", "again".getBytes(UTF_8));
      batch.add(record);
      (bad ? violating : compliant).add(record);
    }
    raw.addAll(batch);
    KafkaTopics.send(servers, batch, "none");
  }

  public int sent() {
    return sequence;
  }

  /** How many records have come out. */
  public int arrived() {
    return KafkaTopics.read(servers, productTopic()).size()
        + KafkaTopics.read(servers, deadLetterTopic()).size();
  }

  /** How many records have come out by now, each counted once. */
  public long arrivedOnce() {
    return Stream.of(productTopic(), deadLetterTopic())
        .flatMap(topic -> KafkaTopics.read(servers, topic).stream())
        .map(record -> text(record.headers().headers("trace").iterator().next().value()))
        .distinct()
        .count();
  }

  /** Checks the balance of {@link #send(int, int, int)} alone, rules included. */
  public void assertBalance(MeterRegistry meters) {
    assertConserved(meters);
    assertThat(
            meters.get(PipelineMeters.VIOLATIONS).tag("rule", "amount.minimum").counter().count())
        .isEqualTo(violating.size());
  }

  /** Checks the balance; {@code meters} were counted by one process over the whole run. */
  public void assertConserved(MeterRegistry meters) {
    assertSame(compliant, KafkaTopics.read(servers, productTopic()));
    assertSame(violating, KafkaTopics.read(servers, deadLetterTopic()));
    assertThat(count(meters, "compliant") + count(meters, "tombstone")).isEqualTo(compliant.size());
    assertThat(count(meters, "violating")).isEqualTo(violating.size());
  }

  /**
   * Checks that every record of {@link #send(int, int, int)} is in the product topic, in shadow.
   */
  public void assertAllPassed() {
    assertSame(raw, KafkaTopics.read(servers, productTopic()));
  }

  /** Checks that what was handed over to whoever measures comes to the same. */
  public void assertHandedOver() {
    Map<Integer, Long> ends = new TreeMap<>();
    Stream.concat(compliant.stream(), violating.stream())
        .forEach(record -> ends.merge(record.partition(), 1L, Long::sum));
    HandedOver handedOver = HandedOver.of(servers, id).assertSeamless(ends);
    assertThat(handedOver.outcome("compliant")).isEqualTo(compliant.size());
    assertThat(handedOver.outcome("violating")).isEqualTo(violating.size());
    assertThat(handedOver.sum("adherence"))
        .containsExactly((long) compliant.size(), (long) compliant.size() + violating.size());
  }

  /** How many records were counted with an outcome. */
  public double count(MeterRegistry meters, String outcome) {
    return meters
        .get(PipelineMeters.RECORDS)
        .tag("contract", id)
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private static void assertSame(
      List<ProducerRecord<byte[], byte[]>> sent, List<ConsumerRecord<byte[], byte[]>> received) {
    List<String> expected = new ArrayList<>();
    int partitions = sent.stream().mapToInt(ProducerRecord::partition).max().orElse(0);
    for (int partition = 0; partition <= partitions; partition++) {
      for (ProducerRecord<byte[], byte[]> record : sent) {
        if (record.partition() == partition) {
          expected.add(
              line(partition, record.timestamp(), record.key(), record.value())
                  + headers(record.headers()));
        }
      }
    }
    List<String> actual = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : received) {
      actual.add(
          line(record.partition(), record.timestamp(), record.key(), record.value())
              + headers(record.headers()));
    }
    assertThat(actual).containsExactlyElementsOf(expected);
  }

  private static String line(
      int partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    return partition + " " + timestamp + " " + text(key) + " " + text(value);
  }

  private static String headers(Iterable<Header> headers) {
    StringBuilder text = new StringBuilder();
    for (Header header : headers) {
      if (!header.key().startsWith("sluice.") && !header.key().startsWith("__streams.")) {
        text.append(' ').append(header.key()).append('=').append(text(header.value()));
      }
    }
    return text.toString();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, ISO_8859_1);
  }
}
