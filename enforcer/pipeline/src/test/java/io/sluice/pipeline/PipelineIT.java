package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.enforce.MajorsBeside;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.testing.Enforced;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.EmbeddedKafka;
import io.sluice.sandbox.FreshTopic;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines on a real broker. */
@Order(1)
class PipelineIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.payments");
  private final Enforced enforced = new Enforced(id);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FixedSchemas schemas = FixedSchemas.ofPayments();
  private @TempDir @Nullable Path state;
  private @Nullable Pipeline pipeline;

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private PipelineSettings settings() {
    return settings(sandbox.bootstrapServers());
  }

  private PipelineSettings settings(String servers) {
    return PipelineSettings.of(
            Map.of("bootstrap.servers", servers, "metadata.max.age.ms", "1000"),
            Objects.requireNonNull(state))
        .with(changes -> changes.topics(TopicCreation.allowed(1)).threads(2));
  }

  private RegisteredContract contract() {
    return new RegisteredContract(
        Payments.contract(id, "registry"), new SchemaIds(Payments.SCHEMA_ID, Payments.SCHEMA_ID));
  }

  private Pipeline start() {
    return start(settings(), ClientSupplier::new);
  }

  private Pipeline start(PipelineSettings settings, Pipeline.Clients clients) {
    Pipeline started =
        new Pipeline(contract(), MajorsBeside.NONE, schemas, settings, meters, clients);
    pipeline = started;
    started.start();
    return started;
  }

  private void awaitArrival() {
    patiently().until(() -> enforced.arrived() >= enforced.sent());
  }

  private static void awaitState(Pipeline pipeline, String word, String reason) {
    patiently()
        .untilAsserted(
            () -> {
              assertThat(pipeline.state().word()).isEqualTo(word);
              assertThat(pipeline.state().reason()).contains(reason);
            });
  }

  @Test
  void everyRecordEndsOnceWhereItBelongsAsItWas() throws Exception {
    try (ApicurioRegistry registry =
        new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()))) {
      registry.publisher().publish(Payments.file(id, "registry"));
      RegisteredContract registered = registry.contracts().load(id);
      sandbox.createTopic(enforced.rawTopic(), 2, Map.of());
      enforced.send(2000, 2, (int) registered.schema().content());

      pipeline = new Pipeline(registered, registry, settings(), meters);
      pipeline.start();
      assertThat(pipeline.awaitRunning(LONG)).isTrue();
      enforced.send(1000, 2, (int) registered.schema().content());
      awaitArrival();

      assertThat(pipeline.warnings()).isEmpty();
      assertThat(pipeline.close(LONG)).isTrue();
      assertThat(pipeline.state()).isEqualTo(new PipelineState.Stopped());
      enforced.assertBalance(meters);
    }
  }

  @Test
  void stoppingAndStartingAgainLosesAndDoublesNothing() {
    sandbox.createTopic(enforced.rawTopic(), 2, Map.of());
    for (int round = 0; round < 3; round++) {
      enforced.send(5000, 2, Payments.SCHEMA_ID);
      Pipeline running = start();
      int before = round * 5000;
      patiently().until(() -> topicsExist() && enforced.arrived() > before);
      assertThat(running.close(LONG)).isTrue();
    }
    start();
    awaitArrival();

    Objects.requireNonNull(pipeline).close();
    enforced.assertBalance(meters);
  }

  private boolean topicsExist() {
    return Objects.requireNonNull(pipeline).state() instanceof PipelineState.Running;
  }

  @Test
  void aMissingRawTopicIsWaitedFor() {
    Pipeline waiting = start();
    awaitState(waiting, "waiting", "the raw topic " + enforced.rawTopic() + " does not exist yet");
    assertThat(waiting.isReady()).isFalse();

    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    enforced.send(10, 1, Payments.SCHEMA_ID);

    awaitState(waiting, "running", "");
    awaitArrival();
  }

  @Test
  void missingTopicsAreWaitedForWhereNoneMayBeCreated() {
    sandbox.createTopic(enforced.rawTopic(), 3, Map.of());

    Pipeline waiting =
        start(
            settings().with(changes -> changes.topics(TopicCreation.FORBIDDEN)),
            ClientSupplier::new);

    awaitState(
        waiting,
        "waiting",
        "create with 3 partitions each (sluice.deltas: 4), or allow topics to be created");
    sandbox.createTopic(enforced.productTopic(), 3, Map.of());
    sandbox.createTopic(enforced.deadLetterTopic(), 3, Map.of());
    sandbox.createTopic("replay." + waiting.applicationId(), 3, Map.of());
    enforced.send(100, 3, Payments.SCHEMA_ID);
    awaitArrival();
    waiting.close();
    enforced.assertBalance(meters);
  }

  @Test
  void aCompactedDeadLetterTopicIsRefused() {
    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    sandbox.createTopic(enforced.deadLetterTopic(), 1, Map.of("cleanup.policy", "compact"));

    awaitState(start(), "waiting", "is compacted, which would drop letters");
  }

  @Test
  void settingsThatWouldStopThePipelineAreNamed() throws InterruptedException {
    sandbox.createTopic(enforced.rawTopic(), 2, Map.of());
    sandbox.createTopic(
        enforced.productTopic(),
        1,
        Map.of("message.timestamp.after.max.ms", "3600000", "max.message.bytes", "1000000"));

    Pipeline running = start();
    assertThat(running.awaitRunning(LONG)).isTrue();

    assertThat(running.warnings())
        .satisfiesExactlyInAnyOrder(
            warning -> assertThat(warning).contains("max.message.bytes is 1000000"),
            warning -> assertThat(warning).contains("message.timestamp.after.max.ms"),
            warning -> assertThat(warning).contains("has 1 partitions, the raw topic 2"));
  }

  @Test
  void unreadRecordsThatAreGoneStopThePipelineWithTheirRange() throws Exception {
    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    enforced.send(10, 1, Payments.SCHEMA_ID);
    Pipeline first = start();
    patiently().until(() -> topicsExist() && enforced.arrived() == 10);
    first.close();
    enforced.send(10, 1, Payments.SCHEMA_ID);
    TopicPartition partition = new TopicPartition(enforced.rawTopic(), 0);
    try (Admin admin = sandbox.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(15))).all().get();
    }

    Pipeline second = start();

    awaitState(second, "failed", partition + " offsets 10 to 14 are gone, the log starts at 15");
    assertThat(enforced.arrived()).isEqualTo(10);
  }

  @Test
  void partitionsAddedWhileItRunsAreReadFromTheirStart() throws Exception {
    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    sandbox.createTopic(enforced.productTopic(), 2, Map.of());
    sandbox.createTopic(enforced.deadLetterTopic(), 2, Map.of());
    Pipeline running = start();
    assertThat(running.awaitRunning(LONG)).isTrue();

    try (Admin admin = sandbox.admin()) {
      admin.createPartitions(Map.of(enforced.rawTopic(), NewPartitions.increaseTo(2))).all().get();
    }
    enforced.send(100, 2, Payments.SCHEMA_ID);
    awaitArrival();

    running.close();
    enforced.assertBalance(meters);
  }

  @Test
  void anOutageOfTheRegistryLongerThanATransactionCondemnsNothing() throws Exception {
    sandbox.createTopic(enforced.rawTopic(), 2, Map.of());
    Pipeline running = start();
    assertThat(running.awaitRunning(LONG)).isTrue();
    schemas.put(20, new SchemaLookup.Unavailable("503"));

    enforced.send(100, 2, Payments.SCHEMA_ID);
    enforced.send(100, 2, 20);
    awaitState(running, "waiting", "503");
    patiently()
        .pollDelay(StreamsProperties.TRANSACTION.plusSeconds(3))
        .until(() -> !running.isReady());
    schemas.put(20, new SchemaLookup.Found(Payments.SCHEMA));

    awaitArrival();
    awaitState(running, "running", "");
    running.close();
    enforced.assertBalance(meters);
  }

  @Test
  void aPipelineThatWaitsForTheRegistryStopsWithinItsBound() throws InterruptedException {
    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    schemas.put(Payments.SCHEMA_ID, new SchemaLookup.Unavailable("503"));
    enforced.send(10, 1, Payments.SCHEMA_ID);
    Pipeline waiting = start();
    awaitState(waiting, "waiting", "503");

    assertThat(waiting.close(Duration.ofSeconds(10))).isTrue();

    assertThat(enforced.arrived()).isZero();
  }

  @Test
  void aPausedPipelineReadsNothingUntilItIsResumed() throws InterruptedException {
    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    Pipeline running = start();
    assertThat(running.awaitRunning(LONG)).isTrue();

    running.pause("on request");
    enforced.send(10, 1, Payments.SCHEMA_ID);
    patiently().during(Duration.ofSeconds(1)).until(() -> enforced.arrived() == 0);
    assertThat(running.state()).isEqualTo(new PipelineState.Paused("on request"));

    running.resume();
    awaitArrival();
    assertThat(KafkaTopics.read(enforced.productTopic())).isNotEmpty();
    assertThat(Set.of("running")).contains(running.state().word());
  }

  @Test
  void aDefectOfSluicesPausesThePipelineBeforeItPoursTheTopicAway() {
    sandbox.createTopic(enforced.rawTopic(), 1, Map.of());
    schemas.fail(Payments.SCHEMA_ID);
    enforced.send(500, 1, Payments.SCHEMA_ID);

    Pipeline paused = start();

    awaitState(paused, "paused", "Sluice failed on 101 of 101 records");
    assertThat(enforced.arrived()).isLessThanOrEqualTo(100);
  }

  /** On a broker of its own: others work with that of the sandbox meanwhile. */
  @Test
  void anOutageOfTheBrokerIsWaitedFor() throws InterruptedException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(0, Map.of())) {
      String servers = kafka.bootstrapServers();
      Enforced there = new Enforced(id, servers);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
        FreshTopic.create(admin, there.rawTopic(), 2, Map.of());
      }
      Pipeline running = start(settings(servers), ClientSupplier::new);
      assertThat(running.awaitRunning(LONG)).isTrue();
      there.send(1000, 2, Payments.SCHEMA_ID);
      kafka.stop();
      awaitState(running, "waiting", "the Kafka cluster does not answer");

      kafka.restart();

      awaitState(running, "running", "");
      there.send(1000, 2, Payments.SCHEMA_ID);
      patiently().until(() -> there.arrived() >= there.sent());
      running.close();
      there.assertBalance(meters);
    }
  }
}
