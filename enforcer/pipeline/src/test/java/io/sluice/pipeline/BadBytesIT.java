package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.enforce.WriterPlans.Patience;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records on a real broker whose bytes are no payments: each is a dead letter that says why, and
 * none stops the stream.
 */
class BadBytesIT {

  /** Where Avro's own reader takes what its specification does not allow. */
  private static final Set<String> STRICTER = Set.of("structure.varint", "structure.utf8");

  private static final Duration UNKNOWN_AFTER = Duration.ofSeconds(4);

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.payments");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @TempDir @Nullable Path state;
  private @Nullable Pipeline pipeline;

  /** Starts enforcing; unknown ids are told from late ones a little sooner than by default. */
  private Pipeline start(int partitions) throws InterruptedException {
    sandbox.createTopic("raw." + id + ".v1", partitions, Map.of());
    Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));
    PipelineSettings settings =
        PipelineSettings.of(
                Map.of("bootstrap.servers", sandbox.bootstrapServers()),
                Objects.requireNonNull(state))
            .with(
                changes ->
                    changes
                        .topics(TopicCreation.allowed(1))
                        .registry(new Patience(backoff, UNKNOWN_AFTER, Duration.ofMinutes(5))));
    Pipeline started =
        new Pipeline(
            new RegisteredContract(
                Payments.contract(id, "registry"),
                new SchemaIds(Payments.SCHEMA_ID, Payments.SCHEMA_ID)),
            FixedSchemas.ofPayments(),
            settings,
            meters);
    pipeline = started;
    started.start();
    assertThat(started.awaitRunning(Duration.ofSeconds(60))).isTrue();
    return started;
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void everyKindOfBadBytesIsADeadLetterThatSaysWhy() throws Exception {
    start(1);
    byte[] good = Payments.framed(Payments.SCHEMA_ID, Payments.payment("p", 5, "gift"));
    Map<String, byte[]> cases = new TreeMap<>();
    cases.put("framing.empty", new byte[0]);
    cases.put("framing.tooShort", new byte[] {0});
    cases.put("framing.magicByte", with(good, 0, 1));
    cases.put("framing.unknownSchemaId", Payments.framed(4711, Payments.payment("p", 5, "")));
    cases.put("structure.trailingBytes", Arrays.copyOf(good, good.length + 1));
    cases.put("structure.truncated", Arrays.copyOf(good, 5));
    cases.put("structure.length", Payments.framed(7, hex("feffffffffffffffff01")));
    cases.put("structure.varint", Payments.framed(7, hex("ffffffffffffffffffff01")));
    cases.put("structure.utf8", Payments.framed(7, hex("02ff0a00")));

    send(List.copyOf(cases.values()));

    Map<String, String> reported = new TreeMap<>();
    await(cases.size());
    for (ConsumerRecord<byte[], byte[]> letter : letters()) {
      reported.put(rule(letter), HexFormat.of().formatHex(letter.value()));
    }
    Map<String, String> expected = new TreeMap<>();
    cases.forEach((rule, bytes) -> expected.put(rule, HexFormat.of().formatHex(bytes)));
    assertThat(reported).isEqualTo(expected);
  }

  @Test
  void aRecordThatIsCutAnywhereIsADeadLetter() throws Exception {
    start(1);
    byte[] good = Payments.framed(Payments.SCHEMA_ID, Payments.payment("payment", 5, "gift"));
    List<byte[]> cut = new ArrayList<>();
    for (int length = 0; length < good.length; length++) {
      cut.add(Arrays.copyOf(good, length));
    }
    cut.add(good);

    send(cut);

    await(cut.size());
    assertThat(letters()).hasSize(good.length);
    assertThat(KafkaTopics.settled(id + ".v1")).hasSize(1);
  }

  @Test
  void aFloodOfDifferentUnknownIdsIsWaitedForOnce() throws Exception {
    Pipeline running = start(1);
    List<byte[]> flood = new ArrayList<>();
    for (int schemaId = 1_000; schemaId < 6_000; schemaId++) {
      flood.add(Payments.framed(schemaId, Payments.payment("p", 5, "")));
    }

    send(flood);

    // one wait each would take five hours and a half
    await(flood.size());
    assertThat(letters()).allSatisfy(l -> assertThat(rule(l)).isEqualTo("framing.unknownSchemaId"));
    patiently().until(running::isReady);
  }

  @Test
  void damagedRecordsAreJudgedAsAvroReadsThem() throws Exception {
    judgeDamagedRecords(20_000);
  }

  @Test
  @Tag("full")
  void aHundredThousandDamagedRecordsAreJudgedAsAvroReadsThem() throws Exception {
    judgeDamagedRecords(100_000);
  }

  private void judgeDamagedRecords(int count) throws Exception {
    start(2);
    Random random = new Random(5);
    List<byte[]> damaged = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] payment = Payments.payment("p" + i, i - 10L, i % 3 == 0 ? "gift" : "");
      damaged.add(damage(Payments.framed(Payments.SCHEMA_ID, payment), random));
    }

    send(damaged);

    await(count);
    int[] seen = new int[count];
    for (ConsumerRecord<byte[], byte[]> product : KafkaTopics.settled(id + ".v1")) {
      int number = number(product);
      seen[number]++;
      assertThat(product.value()).isEqualTo(damaged.get(number));
      assertThat(isPayment(product.value()))
          .as(() -> "passed, and is none: " + HexFormat.of().formatHex(product.value()))
          .isTrue();
    }
    for (ConsumerRecord<byte[], byte[]> letter : letters()) {
      int number = number(letter);
      seen[number]++;
      assertThat(letter.value()).isEqualTo(damaged.get(number));
      assertThat(header(letter, "sluice.class")).isIn("STRUCTURE", "SCHEMA", "RULE");
      if (isPayment(letter.value()) && header(letter, "sluice.class").equals("STRUCTURE")) {
        assertThat(rule(letter)).isIn(STRICTER);
      }
    }
    int left = (int) outcome("other_type");
    assertThat(Arrays.stream(seen).filter(times -> times == 0).count()).isEqualTo(left);
    assertThat(Arrays.stream(seen).max()).hasValue(1);
    assertThat(outcome("compliant") + outcome("flagged") + outcome("violating"))
        .isEqualTo(count - left);
  }

  /** Whether Avro's own reader makes a payment of the bytes. */
  private static boolean isPayment(byte[] framed) {
    if (framed.length < 5 || framed[0] != 0 || ByteBuffer.wrap(framed, 1, 4).getInt() != 7) {
      return false;
    }
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null);
      new GenericDatumReader<>(Payments.SCHEMA).read(null, decoder);
      return decoder.isEnd();
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private static byte[] damage(byte[] whole, Random random) {
    int at = random.nextInt(whole.length);
    return switch (random.nextInt(4)) {
      case 0 -> with(whole, at, whole[at] ^ 1 << random.nextInt(8));
      case 1 -> with(whole, at, random.nextInt(256));
      case 2 -> Arrays.copyOf(whole, at);
      default -> Arrays.copyOf(whole, whole.length + 1 + random.nextInt(4));
    };
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  // ---- topics

  private void send(List<byte[]> values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (byte[] value : values) {
      byte[] number = Integer.toString(records.size()).getBytes(UTF_8);
      records.add(new ProducerRecord<>("raw." + id + ".v1", number, value));
    }
    KafkaTopics.send(records);
  }

  private static int number(ConsumerRecord<byte[], byte[]> record) {
    return Integer.parseInt(new String(record.key(), UTF_8));
  }

  private void await(int records) {
    patiently()
        .until(
            () ->
                outcome("compliant")
                        + outcome("flagged")
                        + outcome("violating")
                        + outcome("other_type")
                    >= records);
  }

  private double outcome(String outcome) {
    Counter counter =
        meters.find(PipelineMeters.RECORDS).tag("contract", id).tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    return KafkaTopics.settled("dlq." + id + ".v1");
  }

  /** The rule of a letter's first violation. */
  private static String rule(ConsumerRecord<byte[], byte[]> letter) {
    String violations = header(letter, "sluice.violations");
    return violations.replaceFirst("^\\[\\{\"rule\":\"([^\"]*)\".*", "$1");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
