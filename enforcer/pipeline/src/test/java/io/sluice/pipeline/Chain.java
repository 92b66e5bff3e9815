package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.measure.MeasureTopology;
import io.sluice.pipeline.measure.MeasuredContracts;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.measurement.Reading;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.testing.SetClock;
import io.sluice.pipeline.testing.ToldResults;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.sandbox.sample.SampleRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The whole chain on the shared sandbox, from a contract in its registry to results in its SLI
 * topic: a pipeline that enforces, and an application that measures, on one clock that the test
 * sets.
 */
final class Chain implements AutoCloseable {

  private final Sandbox sandbox = SharedSandbox.get();
  private final Admin admin = sandbox.admin();
  private final ApicurioRegistry registry =
      new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()));
  private final String measureId = SharedSandbox.uniqueName("test.chain.measure");
  private final Path states;
  private final SetClock clock;
  private final RegisteredContract contract;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Pipeline pipeline;
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable MeasureApplication measuring;

  /** Publishes a contract and starts its pipeline; nobody measures yet. */
  Chain(ContractFile file, int partitions, Path states, Instant now) throws Exception {
    this.states = states;
    this.clock = new SetClock(now);
    registry.publisher().publish(file);
    contract = registry.contracts().load(file.compile().contract().id());
    sandbox.createTopic(compiled().binding().rawTopic(), partitions, Map.of());
    know();
    pipeline = new Pipeline(contract, registry, settings("pipeline"), new SimpleMeterRegistry());
    pipeline.start();
    patiently().until(pipeline::isReady);
  }

  CompiledContract compiled() {
    return contract.contract();
  }

  private String id() {
    return compiled().contract().id();
  }

  SetClock clock() {
    return clock;
  }

  /** What a counter of an indicator shows. */
  long meter(String name, String indicator) {
    return (long)
        meters
            .get(name)
            .tag(SliMeters.CONTRACT, id())
            .tag(SliMeters.SLI, indicator)
            .functionCounter()
            .count();
  }

  private PipelineSettings settings(String instance) {
    return PipelineSettings.of(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()), states.resolve(instance))
        .with(
            changes ->
                changes
                    .topics(TopicCreation.allowed(1))
                    .watch(Duration.ofMillis(500))
                    .clock(clock));
  }

  /** What a gauge of an indicator shows. */
  double gauge(String name, String indicator) {
    return meters
        .get(name)
        .tag(SliMeters.CONTRACT, id())
        .tag(SliMeters.SLI, indicator)
        .gauge()
        .value();
  }

  /** The age of the newest event that counts, as the meter shows it. */
  Duration freshness() {
    return Duration.ofSeconds(
        (long) meters.get(SliMeters.FRESHNESS).tag(SliMeters.CONTRACT, id()).gauge().value());
  }

  /** Waits until the meter says that so many raw records wait. */
  void awaitLag(long records) {
    patiently()
        .until(
            () ->
                meters.get(SliMeters.LAG).tag(SliMeters.CONTRACT, id()).gauge().value() == records);
  }

  // ---- who measures

  /** From now on whoever measures knows the contract. */
  void know() {
    known.add(id());
    if (measuring != null) {
      awaitMeasuring();
    }
  }

  /** Waits until measuring begins, which is when the meters stand. */
  private void awaitMeasuring() {
    patiently().until(() -> !meters.getMeters().isEmpty());
  }

  /** From now on nobody who measures knows the contract. */
  void forget() {
    known.remove(id());
  }

  private Major major() {
    return Major.of(compiled().contract());
  }

  private MeasuredContracts contracts() {
    return new MeasuredContracts() {
      @Override
      public Map<Major, CompiledContract> measured() {
        return known.contains(id()) ? Map.of(major(), compiled()) : Map.of();
      }

      @Override
      public Membership of(Major other) {
        return !other.equals(major())
            ? new Membership.Foreign()
            : known.contains(id()) ? new Membership.Measured(compiled()) : new Membership.Awaited();
      }
    };
  }

  /** Starts measuring, in a state directory of this instance. */
  Chain measure(String instance) {
    meters = new SimpleMeterRegistry();
    MeasureApplication application =
        new MeasureApplication(
            measureId, contracts(), registry, settings(instance), Duration.ZERO, meters);
    measuring = application;
    application.start();
    patiently().until(() -> application.state() instanceof PipelineState.Running);
    if (known.contains(id())) {
      awaitMeasuring();
    }
    return this;
  }

  /** Stops measuring; what was taken is committed. */
  void stopMeasuring() {
    MeasureApplication application = measuring;
    if (application != null) {
      assertThat(application.close(Duration.ofSeconds(30))).isTrue();
      measuring = null;
    }
  }

  /** Leaves whoever measures alone with what it is about, and goes on without it. */
  void giveUpMeasuring() {
    MeasureApplication application = measuring;
    if (application != null) {
      application.close(Duration.ZERO);
      measuring = null;
    }
  }

  // ---- records

  /** Publishes records as a producer does, and waits until all of them are enforced. */
  void stream(Stream<SampleRecord> records) {
    publish(records);
    awaitEnforced();
  }

  /** Publishes records as a producer does. */
  void publish(Stream<SampleRecord> records) {
    try (SampleProducer producer =
        new SampleProducer(
            sandbox.bootstrapServers(),
            sandbox.registryUrl(),
            compiled().binding().rawTopic(),
            "test")) {
      producer.publishAll(records);
    }
  }

  /** From now on nobody enforces. */
  void stopEnforcing() {
    pipeline.close();
  }

  /** Waits until every raw record is committed. */
  void awaitEnforced() {
    awaitRead(pipeline.applicationId(), compiled().binding().rawTopic());
  }

  /** Waits until whoever measures has taken in what pipelines handed over. */
  void awaitTaken() {
    awaitEnforced();
    awaitRead(measureId, DeltaTopic.NAME);
  }

  /**
   * Waits until a group has read a topic up to where it ends now: other tests write to that of the
   * deltas meanwhile, also in transactions that are open.
   */
  private void awaitRead(String group, String topic) {
    Map<TopicPartition, Long> ends = ends(topic);
    patiently()
        .until(
            () -> {
              Map<TopicPartition, Long> committed = committed(group);
              return ends.entrySet().stream()
                  .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
            });
  }

  private Map<TopicPartition, Long> committed(String group)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, committed) -> offsets.put(partition, committed.offset()));
    return offsets;
  }

  private Map<TopicPartition, Long> ends(String topic) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .values()
          .forEach(
              description ->
                  description
                      .partitions()
                      .forEach(
                          partition ->
                              latest.put(
                                  new TopicPartition(topic, partition.partition()),
                                  OffsetSpec.latest())));
      admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return ends;
  }

  /** How many bytes the topic takes that keeps what was measured. */
  long changelog() throws InterruptedException, ExecutionException {
    String topic = measureId + "-" + MeasureTopology.STORE + "-changelog";
    return admin
        .describeLogDirs(admin.describeCluster().nodes().get().stream().map(Node::id).toList())
        .allDescriptions()
        .get()
        .values()
        .stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().equals(topic))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  // ---- time and what it shows

  /** Goes on to a time, and tells what the contract came to by then. */
  Snapshot at(Instant now) {
    awaitTaken();
    return judged(now);
  }

  /** Likewise, whether records wait or not. */
  Snapshot judged(Instant now) {
    clock.set(now);
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    patiently().until(() -> snapshot().judgedUntil().equals(minute));
    return snapshot();
  }

  /** What the contract came to at the last minute that was judged. */
  Snapshot snapshot() {
    MeasureApplication application = Objects.requireNonNull(measuring, "nobody measures");
    return patiently()
        .until(() -> application.snapshots().of(major()), Optional::isPresent)
        .orElseThrow();
  }

  /** What an indicator came to at the last minute that was judged. */
  Reading reading(String indicator) {
    return snapshot().readings().stream()
        .filter(reading -> reading.indicator().id().equals(indicator))
        .findFirst()
        .orElseThrow();
  }

  /** Goes on to a time, and tells what an indicator came to by then. */
  Reading reading(String indicator, Instant now) {
    at(now);
    return reading(indicator);
  }

  /** The newest results that readers of the SLI topic have. */
  ToldResults told() {
    return ToldResults.of(SliTopic.of(compiled().contract()));
  }

  @Override
  public void close() {
    stopMeasuring();
    pipeline.close();
    registry.close();
    admin.close();
  }
}
