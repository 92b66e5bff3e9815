package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of records through the topology. */
class EnforceTopologyTest {

  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00.007Z");
  private static final byte[] KEY = "k".getBytes(UTF_8);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FixedSchemas schemas = FixedSchemas.ofPayments();
  private @TempDir @Nullable Path state;
  private @Nullable TopologyTestDriver driver;
  private TopicFacts facts = new TopicFacts(1, false, 1024);

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
  }

  private EnforceTopology topology(String framing) {
    CompiledContract contract = Payments.contract("test.payments", framing);
    WriterPlans.Patience patience =
        new WriterPlans.Patience(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), Duration.ZERO, Duration.ZERO);
    WriterPlans plans =
        new WriterPlans(contract, schemas, () -> true, new Waiting(), patience, System::nanoTime);
    return new EnforceTopology(
        contract,
        "sluice.test.payments.v1",
        plans,
        new Ledger(new PipelineMeters(meters, "test.payments")),
        () -> facts,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void send(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers, long at) {
    send("registry", key, value, headers, at);
  }

  private void send(
      String framing,
      byte @Nullable [] key,
      byte @Nullable [] value,
      RecordHeaders headers,
      long at) {
    if (driver == null) {
      start(topology(framing).build());
    }
    Objects.requireNonNull(driver)
        .createInputTopic(
            "raw.test.payments.v1", new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, headers, at));
  }

  private void start(Topology topology) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, Objects.requireNonNull(state).toString());
    driver = new TopologyTestDriver(topology, properties);
  }

  private void send(byte[] value) {
    send(KEY, value, new RecordHeaders(), 1);
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return Objects.requireNonNull(driver)
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private TestRecord<byte[], byte[]> product() {
    assertThat(output("dlq.test.payments.v1").isEmpty()).isTrue();
    return output("test.payments.v1").readRecord();
  }

  private TestRecord<byte[], byte[]> deadLetter() {
    assertThat(output("test.payments.v1").isEmpty()).isTrue();
    return output("dlq.test.payments.v1").readRecord();
  }

  private static List<String> headers(TestRecord<byte[], byte[]> record) {
    List<String> lines = new ArrayList<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      lines.add(header.key() + "=" + (value == null ? "null" : new String(value, UTF_8)));
    }
    return lines;
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static byte[] good() {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", 5, ""));
  }

  private static byte[] bad() {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", -5, ""));
  }

  @Test
  void everyNodeAndTopicIsNamedByHand() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
      assertThat(topology("registry").build().describe().toString().strip())
          .isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8).strip());
    }
  }

  @Test
  void aCompliantRecordPassesAsItCameWithSluicesHeadersLast() {
    RecordHeaders own = new RecordHeaders();
    own.add("trace", "a".getBytes(UTF_8));
    own.add("nothing", null);
    own.add("trace", "b".getBytes(UTF_8));

    send(KEY, good(), own, 42);

    TestRecord<byte[], byte[]> product = product();
    assertThat(product.key()).isEqualTo(KEY);
    assertThat(product.value()).isEqualTo(good());
    assertThat(product.timestamp()).isEqualTo(42);
    assertThat(headers(product))
        .containsExactly(
            "trace=a",
            "nothing=null",
            "trace=b",
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
  }

  @Test
  void aViolatingRecordBecomesADeadLetterThatSaysWhatBroke() {
    RecordHeaders own = new RecordHeaders();
    own.add("trace", "a".getBytes(UTF_8));

    send(KEY, bad(), own, 42);

    TestRecord<byte[], byte[]> letter = deadLetter();
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(bad());
    assertThat(letter.timestamp()).isEqualTo(42);
    assertThat(headers(letter))
        .containsExactly(
            "trace=a",
            "__streams.errors.topic=raw.test.payments.v1",
            "__streams.errors.partition=0",
            "__streams.errors.offset=0",
            "__streams.errors.exception=io.sluice.ContractViolation",
            "__streams.errors.message=amount.minimum at amount: " + AMOUNT,
            "sluice.contract=test.payments:1.2.0",
            "sluice.class=RULE",
            "sluice.violations=[{\"rule\":\"amount.minimum\",\"path\":\"amount\",\"message\":\""
                + AMOUNT
                + "\"}]",
            "sluice.schema.id=7",
            "sluice.timestamp=2026-11-21T06:00:00.007Z",
            "sluice.application=sluice.test.payments.v1",
            "sluice.replay.count=0");
  }

  private static final String AMOUNT = "must be at least 0";

  @Test
  void aRecordWithAWarningPassesWithAFlag() {
    send(Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", 5, "hello")));

    assertThat(header(product(), SluiceHeaders.WARNINGS)).contains("\"rule\":\"note.known\"");
  }

  @Test
  void inboundReservedHeadersCannotPassForSluicesOwn() {
    RecordHeaders forged = new RecordHeaders();
    forged.add("sluice.contract", "mine:9".getBytes(UTF_8));
    forged.add("sluice.original.timestamp", "-1".getBytes(UTF_8));
    forged.add("sluice.replay.count", "9".getBytes(UTF_8));
    forged.add("__streams.errors.topic", "other".getBytes(UTF_8));

    send(KEY, good(), new RecordHeaders(forged), 0);
    send(KEY, bad(), new RecordHeaders(forged), 0);

    assertThat(headers(output("test.payments.v1").readRecord()))
        .containsExactly(
            "__streams.errors.topic=other",
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
    TestRecord<byte[], byte[]> letter = output("dlq.test.payments.v1").readRecord();
    assertThat(headers(letter))
        .contains(
            "__streams.errors.topic=raw.test.payments.v1",
            "sluice.contract=test.payments:1.2.0",
            "sluice.replay.count=0")
        .doesNotContain("__streams.errors.topic=other", "sluice.contract=mine:9")
        .noneMatch(line -> line.startsWith("sluice.original.timestamp"));
  }

  @Test
  void aNullKeyPassesWhereTheProductIsNotCompacted() {
    send(null, good(), new RecordHeaders(), 1);

    assertThat(product().key()).isNull();
  }

  @Test
  void aNullKeyIsAViolationWhereTheProductIsCompacted() {
    facts = new TopicFacts(1, true, 1024);

    send(null, bad(), new RecordHeaders(), 1);

    TestRecord<byte[], byte[]> letter = deadLetter();
    assertThat(header(letter, SluiceHeaders.CLASS)).isEqualTo("STRUCTURE");
    assertThat(header(letter, SluiceHeaders.VIOLATIONS))
        .contains("\"rule\":\"key.null\"", "\"rule\":\"amount.minimum\"");
  }

  @Test
  void aTombstonePassesOnlyWhereTheProductIsCompacted() {
    send(KEY, null, new RecordHeaders(), 1);
    facts = new TopicFacts(1, true, 1024);
    send(KEY, null, new RecordHeaders(), 2);

    TestRecord<byte[], byte[]> letter = output("dlq.test.payments.v1").readRecord();
    assertThat(header(letter, SluiceHeaders.VIOLATIONS)).contains("framing.tombstone");
    assertThat(letter.value()).isNull();
    TestRecord<byte[], byte[]> passed = output("test.payments.v1").readRecord();
    assertThat(passed.value()).isNull();
    assertThat(passed.timestamp()).isEqualTo(2);
  }

  @Test
  void ignoredTypesGoNowhere() {
    send(Payments.framed(Payments.REFUND_ID, Payments.refund("r1")));

    assertThat(output("test.payments.v1").isEmpty()).isTrue();
    assertThat(output("dlq.test.payments.v1").isEmpty()).isTrue();
  }

  @Test
  void anIdThatTheRegistryGoesOnNotKnowingIsASchemaViolation() {
    send(Payments.framed(99, Payments.payment("p1", 5, "")));

    TestRecord<byte[], byte[]> letter = deadLetter();
    assertThat(header(letter, SluiceHeaders.CLASS)).isEqualTo("SCHEMA");
    assertThat(header(letter, SluiceHeaders.SCHEMA_ID)).isEqualTo("99");
    assertThat(header(letter, SluiceHeaders.VIOLATIONS)).contains("framing.unknownSchemaId");
  }

  @Test
  void withoutFramingARecordIsReadWithTheContractsOwnSchema() {
    send("none", KEY, Payments.payment("p1", 5, ""), new RecordHeaders(), 1);

    assertThat(product().value()).isEqualTo(Payments.payment("p1", 5, ""));
    assertThat(schemas.asked()).isZero();
  }

  @Test
  void trailingBytesAreAStructureViolation() {
    send(Arrays.copyOf(good(), good().length + 1));

    assertThat(header(deadLetter(), SluiceHeaders.CLASS)).isEqualTo("STRUCTURE");
  }

  @Test
  void aDefectOfSluicesMakesALetterThatHoldsNoValueOfTheRecord() {
    start(
        topology("registry")
            .build(
                () ->
                    record -> {
                      throw new IllegalStateException("secret");
                    }));

    send(good());

    TestRecord<byte[], byte[]> letter = deadLetter();
    assertThat(header(letter, SluiceHeaders.CLASS)).isEqualTo("INTERNAL");
    assertThat(String.join("", headers(letter)))
        .contains("internal.defect", "java.lang.IllegalStateException")
        .doesNotContain("secret");
  }

  @Test
  void anErrorNeverMakesALetter() {
    start(
        topology("registry")
            .build(
                () ->
                    record -> {
                      throw new OutOfMemoryError("test");
                    }));

    assertThatThrownBy(() -> send(good())).isInstanceOf(OutOfMemoryError.class);
    assertThat(output("dlq.test.payments.v1").isEmpty()).isTrue();
  }

  @Test
  void countsAreOpenUntilTheirTransactionCommits() {
    send(good());
    send(bad());

    // the driver knows no transactions, so nothing was committed
    assertThat(meters.get(PipelineMeters.RECORDS).counters())
        .allSatisfy(counter -> assertThat(counter.count()).isZero());
  }
}
