package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.enforce.WriterPlans.Patience;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.letter.Opening;
import io.sluice.pipeline.measure.MeasuredContracts;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.replay.Fate;
import io.sluice.pipeline.replay.Replay;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.LetterKeysets;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Needles;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.TopicRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Personal data goes nowhere but where it came from: records with values that are found nowhere
 * else, of every fate, run through enforcing and measuring, a restart between them, the dead
 * letters replayed, and the logs at DEBUG; then everything that was written is searched for these
 * values.
 */
@Isolated("logs at DEBUG, and reads every topic there is")
class LeakIT {

  private static final int PERSON_ID = 21;
  private static final int RENAMED_ID = 22;
  private static final int DEFECT_ID = 23;
  private static final int UNKNOWN_ID = 24;

  private static final Schema PERSON = schema("email");
  private static final Schema RENAMED = schema("mail");

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.leaks");
  private final String rawTopic = "raw." + id + ".v1";
  private final String letters = "dlq." + id + ".v1";
  private final String seed = UUID.randomUUID().toString();
  private final List<String> secrets = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FixedSchemas schemas = FixedSchemas.ofPayments();
  private final LetterKeys keys = LetterKeysets.keys(LetterKeysets.fresh());
  private final MaskKeyset masks;
  private final CompiledContract contract = contract();
  private final Listener listener = new Listener();
  private final List<Appender<ILoggingEvent>> printing = new ArrayList<>();
  private int violating;
  @TempDir private Path states;

  LeakIT() throws KeysetException {
    masks = MaskKeyset.of(KeysetKind.MASKS.made());
  }

  private static Schema schema(String email) {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "Person", "fields": [
              {"name": "id", "type": "string"},
              {"name": "%s", "type": "string"},
              {"name": "phones", "type": {"type": "map", "values": "string"}},
              {"name": "age", "type": "int"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}"""
                .formatted(email));
  }

  private CompiledContract contract() {
    return ContractFile.of(
            "people.odcs.yaml",
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: %1$s
            version: 1.0.0
            status: active
            customProperties: [{property: sluice.keyMasking, value: {hash: {key: people}}}]
            schema:
              - name: Person
                physicalType: topic
                physicalName: %1$s.v1
                authoritativeDefinitions: [{type: implementation, url: person.avsc}]
                quality:
                  - id: people-once
                    type: library
                    metric: duplicateValues
                    arguments: {properties: [email], element: at}
                    mustBeLessThan: 10
                    unit: percent
                  - id: email-short
                    type: custom
                    engine: cel
                    implementation: "message.email.size() < 55 || message.age > 1000"
                properties:
                  - name: id
                    logicalType: string
                    classification: pii
                    customProperties: [{property: sluice.masking, value: redact}]
                  - name: email
                    logicalType: string
                    classification: pii
                    customProperties: [{property: sluice.masking, value: redact}]
                    logicalTypeOptions: {pattern: "^(|[a-z]+-.*)$", maxLength: 60}
                  - name: phones
                    classification: pii
                    customProperties: [{property: sluice.masking, value: redact}]
                  - name: age
                    logicalType: integer
                    logicalTypeOptions: {minimum: 0}
                  - {name: at, logicalType: timestamp}
            slaProperties:
              - {id: fresh, property: freshness, value: 5, unit: m, element: at}
            """
                .formatted(id),
            url -> PERSON.toString())
        .compile();
  }

  // ---- logs

  /** Looks at each line as it is logged, and keeps those that say too much. */
  private static final class Listener extends AppenderBase<ILoggingEvent> {
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private volatile Needles needles = new Needles(List.of());

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      needles
          .in(event.getFormattedMessage() + thrown)
          .ifPresent(leak -> leaks.add(event.getLoggerName() + ": " + leak));
    }
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  /** What is searched is not printed as well. */
  @BeforeEach
  void listen() {
    Logger root = logger(Logger.ROOT_LOGGER_NAME);
    for (Iterator<Appender<ILoggingEvent>> it = root.iteratorForAppenders(); it.hasNext(); ) {
      printing.add(it.next());
    }
    printing.forEach(root::detachAppender);
    listener.start();
    root.addAppender(listener);
    logger("io.sluice").setLevel(Level.DEBUG);
    logger("org.apache.kafka.clients").setLevel(Level.DEBUG);
    logger("org.apache.kafka.streams").setLevel(Level.DEBUG);
  }

  @AfterEach
  void listenNoMore() {
    Logger root = logger(Logger.ROOT_LOGGER_NAME);
    root.detachAppender(listener);
    printing.forEach(root::addAppender);
    logger("io.sluice").setLevel(Level.INFO);
    logger("org.apache.kafka.clients").setLevel(null);
    logger("org.apache.kafka.streams").setLevel(null);
  }

  // ---- records

  /** A value of a person that nothing else has. */
  private String secret(String kind) {
    String secret = kind + "-" + seed + "-" + secrets.size();
    secrets.add(secret);
    return secret;
  }

  private byte[] person(Schema schema, int schemaId, String email, int age) {
    GenericData.Record person = new GenericData.Record(schema);
    person.put("id", secret("id"));
    person.put(1, email);
    person.put("phones", Map.of(secret("place"), secret("phone")));
    person.put("age", age);
    person.put("at", Instant.now().toEpochMilli());
    return Payments.framed(schemaId, Payments.avro(person));
  }

  /** One record of each fate: the first passes, all others violate the contract. */
  private void send() {
    List<byte[]> values = new ArrayList<>();
    values.add(person(PERSON, PERSON_ID, secret("email"), 5));
    values.add(person(PERSON, PERSON_ID, secret("email"), -5));
    values.add(person(PERSON, PERSON_ID, "0 " + secret("email"), 5));
    values.add(person(PERSON, PERSON_ID, secret("email-that-is-longer-than-it-may"), 5));
    values.add(person(RENAMED, RENAMED_ID, secret("email"), 5));
    values.add(person(PERSON, Payments.CHARGE_ID, secret("email"), 5));
    values.add(person(PERSON, UNKNOWN_ID, secret("email"), 5));
    values.add(person(PERSON, DEFECT_ID, secret("email"), 5));
    byte[] whole = person(PERSON, PERSON_ID, secret("email"), 5);
    values.add(Arrays.copyOf(whole, whole.length - 3));
    values.add(Arrays.copyOf(whole, whole.length + 1));
    values.add(secret("text").getBytes(UTF_8));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (byte[] value : values) {
      records.add(record(value));
    }
    records.add(record(null));
    KafkaTopics.send(records);
    violating += records.size() - 1;
  }

  private ProducerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(rawTopic, 0, null, secret("key").getBytes(UTF_8), value);
    record.headers().add("customer", secret("header").getBytes(UTF_8));
    return record;
  }

  // ---- the run

  private PipelineSettings settings(String folder) {
    Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));
    return PipelineSettings.of(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()), states.resolve(folder))
        .with(
            changes ->
                changes
                    .topics(TopicCreation.allowed(1))
                    .keys(masks, keys)
                    .registry(new Patience(backoff, Duration.ofSeconds(1), Duration.ofMinutes(5))));
  }

  private void enforce() throws InterruptedException {
    int before = violating;
    send();
    listener.needles = new Needles(secrets);
    judge(before + 11);
  }

  /** All letters there are come back: what broke the contract still does. */
  private void replay() throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> sealed = KafkaTopics.read(letters);
    try (Replay replay =
        Replay.begin(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()),
            contract.contract(),
            letters,
            1)) {
      assertThat(sealed).allMatch(letter -> replay.offer(letter) == Fate.SENT);
      replay.commit();
    }
    violating *= 2;
    judge(violating);
    assertThat(read("replay.sluice." + id + ".v1")).hasSizeGreaterThanOrEqualTo(sealed.size());
  }

  private void judge(int expected) throws InterruptedException {
    try (Pipeline pipeline =
        new Pipeline(
            new RegisteredContract(contract, new SchemaIds(PERSON_ID, PERSON_ID)),
            schemas,
            settings("enforce"),
            meters)) {
      pipeline.start();
      assertThat(pipeline.awaitRunning(Duration.ofSeconds(60)))
          .as(pipeline.state().reason())
          .isTrue();
      patiently().until(() -> KafkaTopics.read(letters).size() >= expected);
    }
  }

  private MeasureApplication measure() {
    MeasuredContracts measured =
        new MeasuredContracts() {
          @Override
          public String selected() {
            return id;
          }

          @Override
          public Map<Major, CompiledContract> measured() {
            return Map.of(new Major(id, 1), contract);
          }

          @Override
          public Membership of(Major other) {
            return other.equals(new Major(id, 1))
                ? new Membership.Measured(contract)
                : new Membership.Foreign();
          }
        };
    MeasureApplication application =
        new MeasureApplication(
            id + ".measure", measured, schemas, settings("measure"), Duration.ZERO, meters);
    application.start();
    return application;
  }

  @Test
  void personalDataIsFoundNowhereButInTheRawTopic() throws Exception {
    schemas.put(PERSON_ID, new SchemaLookup.Found(PERSON));
    schemas.put(RENAMED_ID, new SchemaLookup.Found(RENAMED));
    schemas.fail(DEFECT_ID);
    sandbox.createTopic(rawTopic, 1, Map.of());

    try (MeasureApplication measuring = measure()) {
      enforce();
      enforce(); // restarted
      replay();
      patiently()
          .until(
              () ->
                  measuring.snapshots().of(new Major(id, 1)).isPresent()
                      && !read("sli." + id + ".v1").isEmpty());
    }

    Needles needles = new Needles(secrets);
    assertThat(read(rawTopic)).allMatch(record -> needles.in(record).isPresent());
    assertThat(classes()).containsExactlyInAnyOrder("SCHEMA", "STRUCTURE", "RULE", "INTERNAL");
    assertThat(leaksInTopics(needles)).isEmpty();
    assertThat(listener.leaks).isEmpty();
    assertThat(leaksInMeters(needles)).isEmpty();
    assertThat(leaksInFiles(needles)).isEmpty();
    assertEveryLetterOpens();
  }

  // ---- the search

  private List<String> leaksInTopics(Needles needles) throws Exception {
    List<String> leaks = new ArrayList<>();
    try (Admin admin = sandbox.admin()) {
      for (String topic :
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get()) {
        if (topic.equals(rawTopic)) {
          continue;
        }
        for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
          needles
              .in(record)
              .ifPresent(leak -> leaks.add("%s-%d: %s".formatted(topic, record.partition(), leak)));
        }
      }
    }
    return leaks;
  }

  /** Everything of a topic, aborted transactions too. */
  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    TopicRecords.read(
        sandbox.bootstrapServers(), topic, IsolationLevel.READ_UNCOMMITTED, records::add);
    return records;
  }

  private List<String> leaksInMeters(Needles needles) {
    return meters.getMeters().stream()
        .map(Meter::getId)
        .map(meter -> meter.getName() + meter.getTags() + meter.getDescription())
        .flatMap(text -> needles.in(text).stream())
        .toList();
  }

  private List<String> leaksInFiles(Needles needles) throws IOException {
    List<String> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(states)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        needles.in(Files.readAllBytes(file)).ifPresent(leak -> leaks.add(file + ": " + leak));
      }
    }
    return leaks;
  }

  private Set<String> classes() {
    return KafkaTopics.read(letters).stream()
        .map(letter -> new String(letter.headers().lastHeader("sluice.class").value(), UTF_8))
        .collect(Collectors.toSet());
  }

  /** What was kept from everyone else is all there for who has the key. */
  private void assertEveryLetterOpens() {
    List<ConsumerRecord<byte[], byte[]>> raw = read(rawTopic);
    List<ConsumerRecord<byte[], byte[]>> sealed = KafkaTopics.read(letters);
    assertThat(sealed).hasSize(violating);
    for (ConsumerRecord<byte[], byte[]> letter : sealed) {
      assertThat(new LetterOpener(keys).open(letter)).isInstanceOf(Opening.Opened.class);
      ConsumerRecord<byte[], byte[]> original =
          ((Opening.Opened) new LetterOpener(keys).open(letter)).original();
      ConsumerRecord<byte[], byte[]> sent = raw.get((int) original.offset());
      assertThat(original.key()).isEqualTo(sent.key());
      assertThat(original.value()).isEqualTo(sent.value());
      assertThat(original.headers()).isEqualTo(sent.headers());
      assertThat(original.timestamp()).isEqualTo(sent.timestamp());
      assertThat(letter.timestamp()).isEqualTo(sent.timestamp());
    }
  }
}
