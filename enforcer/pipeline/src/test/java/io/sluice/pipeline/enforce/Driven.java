package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.walk.Limits;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.count.Source;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.seal.LetterSeal;
import io.sluice.pipeline.sli.SliTally;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.OutputTopic;
import io.sluice.pipeline.topic.TopicFacts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology of {@link Payments}, driven record by record at a standing clock. */
final class Driven implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00.007Z");
  private static final String RAW = "raw.test.payments.v1";
  static final byte[] KEY = "k".getBytes(UTF_8);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FixedSchemas schemas = FixedSchemas.ofPayments();
  private final Path state;
  private final Function<String, CompiledContract> contract;
  private PipelineKeys keys;
  private @Nullable TopologyTestDriver driver;
  private @Nullable Ledger ledger;
  private long offset;
  private LetterSeal seal = LetterSeal.NONE;
  private Replays replays = sent -> Replayed.of(sent, 1);
  private MajorsBeside majors = MajorsBeside.NONE;
  private TopicFacts facts = facts(1, false);

  Driven(Path state) {
    this(state, false);
  }

  private Driven(Path state, boolean isInShadow) {
    this(
        state,
        framing ->
            isInShadow
                ? Payments.inShadow("test.payments").compile()
                : Payments.contract("test.payments", framing),
        null);
  }

  private Driven(
      Path state, Function<String, CompiledContract> contract, @Nullable MaskKeyset maskKeys) {
    this.state = state;
    this.contract = contract;
    this.keys = new PipelineKeys(maskKeys, null);
  }

  /** The topology of a contract. */
  static Driven of(Path state, CompiledContract contract) {
    return new Driven(state, framing -> contract, null);
  }

  /** The topology of a contract, made for a framing, with masks. */
  static Driven masking(
      Path state, Function<String, CompiledContract> contract, MaskKeyset maskKeys) {
    return new Driven(state, contract, maskKeys);
  }

  /** These are the major versions of the contract on its raw topic. */
  Driven beside(CompiledContract... all) {
    majors = MajorsBeside.of(contract.apply("registry"), List.of(all));
    return this;
  }

  /** From now on its masks have these keys. */
  void rotate(MaskKeyset maskKeys) {
    keys = new PipelineKeys(maskKeys, null);
  }

  /** Its dead letters are sealed so. */
  Driven sealing(LetterSeal with) {
    seal = with;
    return this;
  }

  /** The topology of the same contract in shadow, which samples two letters of each rule. */
  static Driven inShadow(Path state) {
    return new Driven(state, true);
  }

  /** Topics that take every record. */
  static TopicFacts facts(int rawPartitions, boolean productCompacted) {
    return facts(rawPartitions, productCompacted, Integer.MAX_VALUE);
  }

  /** Topics that take records of this size. */
  static TopicFacts facts(int rawPartitions, boolean productCompacted, int maxMessageBytes) {
    return new TopicFacts(
        Uuid.ZERO_UUID,
        Uuid.ONE_UUID,
        rawPartitions,
        productCompacted,
        Integer.MAX_VALUE,
        topic("test.payments.v1", maxMessageBytes),
        topic("dlq.test.payments.v1", maxMessageBytes));
  }

  private static OutputTopic topic(String name, int maxMessageBytes) {
    return new OutputTopic(name, maxMessageBytes, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** From now on the topics are so. */
  void facts(TopicFacts now) {
    facts = now;
  }

  SimpleMeterRegistry meters() {
    return meters;
  }

  FixedSchemas schemas() {
    return schemas;
  }

  @Override
  public void close() {
    if (driver != null) {
      driver.close();
    }
  }

  EnforceTopology topology(String framing) {
    CompiledContract compiled = contract.apply(framing);
    WriterPlans.Patience patience =
        new WriterPlans.Patience(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), Duration.ZERO, Duration.ZERO);
    WriterPlans plans =
        new WriterPlans(
            compiled,
            majors,
            schemas,
            () -> new SchemaLookup.Found(compiled.schema()),
            new Waiting(),
            patience,
            System::nanoTime);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new EnforceTopology(
        compiled,
        new SchemaIds(Payments.SCHEMA_ID, Payments.SCHEMA_ID),
        () -> keys,
        "sluice.test.payments.v1",
        plans,
        new Sightings(Duration.ZERO, System::nanoTime),
        counting(compiled),
        new Lanes(),
        () -> facts,
        new Outlet(() -> facts, Compression.NONE, new Waiting(), patience.backoff(), clock),
        Limits.DEFAULT,
        2,
        letters -> seal,
        replays,
        clock);
  }

  private Ledger counting(CompiledContract compiled) {
    Major major = Major.of(compiled.contract());
    ledger =
        new Ledger(
            new PipelineMeters(meters, major, compiled.promises()),
            source ->
                source == Source.RAW
                    ? new SliTally(compiled.promises())
                    : SliTally.ofReplayed(compiled.promises()));
    return ledger;
  }

  /** What was sent is committed, and so counted: no producer does it here. */
  void committed() {
    if (ledger != null) {
      ledger.committed();
    }
  }

  void send(byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers, long at) {
    send("registry", key, value, headers, at);
  }

  void send(
      String framing,
      byte @Nullable [] key,
      byte @Nullable [] value,
      RecordHeaders headers,
      long at) {
    if (driver == null) {
      start(topology(framing).build());
    }
    sendTogether(List.of(raw(key, value, headers, at, offset)));
  }

  /** Sends raw records as one batch. */
  void sendTogether(List<ConsumerRecord<byte[], byte[]>> batch) {
    if (driver == null) {
      start(topology("registry").build());
    }
    offset += batch.size();
    Objects.requireNonNull(driver)
        .createInputTopic(RAW, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(null, null, new RawBatch(batch).headers(), 0L));
  }

  /** A raw record as a consumer has it. */
  static ConsumerRecord<byte[], byte[]> raw(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers, long at, long offset) {
    return new ConsumerRecord<>(
        RAW,
        0,
        offset,
        at,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        headers,
        Optional.empty());
  }

  void start(Topology topology) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(topology, properties);
  }

  void send(byte[] value) {
    send(KEY, value, new RecordHeaders(), 1);
  }

  TestOutputTopic<byte[], byte[]> output(String topic) {
    return Objects.requireNonNull(driver)
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  TestRecord<byte[], byte[]> product() {
    assertThat(output("dlq.test.payments.v1").isEmpty()).isTrue();
    return output("test.payments.v1").readRecord();
  }

  TestRecord<byte[], byte[]> deadLetter() {
    assertThat(output("test.payments.v1").isEmpty()).isTrue();
    return output("dlq.test.payments.v1").readRecord();
  }

  static List<String> headers(TestRecord<byte[], byte[]> record) {
    List<String> lines = new ArrayList<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      lines.add(header.key() + "=" + (value == null ? "null" : new String(value, UTF_8)));
    }
    return lines;
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
