package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.contract.Major;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.measure.MeasuredContracts;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.measurement.Reading;
import io.sluice.pipeline.testing.FixedSchemas;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.testing.SetClock;
import io.sluice.pipeline.testing.ToldResults;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measure application on a real broker, with deltas as pipelines commit them. */
class MeasureApplicationIT {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int CONTRACTS = 3;
  private static final int ROUND = 40;

  private final Sandbox sandbox = SharedSandbox.get();
  private final String applicationId = SharedSandbox.uniqueName("test.measure");
  private final SetClock clock = new SetClock(NOON);
  private final Map<Major, CompiledContract> contracts = contracts();
  private final Map<String, Long> ends = new HashMap<>();
  @TempDir private Path states;

  private static Map<Major, CompiledContract> contracts() {
    Map<Major, CompiledContract> contracts = new HashMap<>();
    for (int i = 0; i < CONTRACTS; i++) {
      String id = SharedSandbox.uniqueName("test.measured");
      contracts.put(new Major(id, 1), Payments.contract(id, "registry"));
    }
    return contracts;
  }

  private record Started(MeasureApplication application, SimpleMeterRegistry meters)
      implements AutoCloseable {

    Optional<Counts> adherence(Major contract) {
      return application
          .snapshots()
          .of(contract)
          .map(Snapshot::readings)
          .map(List::getFirst)
          .map(Reading::judged);
    }

    boolean shows(Major contract) {
      return meters.find(SliMeters.JUDGED).tag(SliMeters.CONTRACT, contract.id()).gauge() != null;
    }

    @Override
    public void close() {
      assertThat(application.close(Duration.ofSeconds(30))).isTrue();
    }
  }

  private Started start(String instance, TopicCreation creation) {
    return start(instance, creation, "all");
  }

  private Started start(String instance, TopicCreation creation, String selection) {
    PipelineSettings settings =
        PipelineSettings.of(
            Map.of("bootstrap.servers", sandbox.bootstrapServers()), states.resolve(instance));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MeasuredContracts measured =
        new MeasuredContracts() {
          @Override
          public String selected() {
            return selection;
          }

          @Override
          public Map<Major, CompiledContract> measured() {
            return contracts;
          }

          @Override
          public Membership of(Major major) {
            CompiledContract contract = contracts.get(major);
            return contract == null ? new Membership.Foreign() : new Membership.Measured(contract);
          }
        };
    MeasureApplication application =
        new MeasureApplication(
            applicationId,
            measured,
            FixedSchemas.ofPayments(),
            settings.with(
                changes ->
                    changes.threads(1).topics(creation).watch(Duration.ofMillis(500)).clock(clock)),
            Duration.ZERO,
            meters);
    application.start();
    return new Started(application, meters);
  }

  private Started start(String instance) {
    Started started = start(instance, TopicCreation.allowed(1));
    patiently().until(() -> started.application().state() instanceof PipelineState.Running);
    return started;
  }

  /** Ten records, of which one breaks the contract. */
  private Delta delta(String contract) {
    long from = ends.merge(contract, 10L, Long::sum) - 10;
    Instant judged = clock.instant();
    Instant minute = judged.truncatedTo(ChronoUnit.MINUTES);
    return new Delta(
        new Delta.Coverage(
            contract, "1.2.0", "app", false, false, "raw", "id", 0, from, from + 10, 0, 1),
        new Delta.Judged(judged, judged),
        Map.of(),
        List.of(),
        List.of(
            new Delta.IndicatorCounts(
                "adherence",
                "adherence",
                List.of(new Delta.Bucket(minute, minute.plusSeconds(60), 9, 10, 0, 0)))),
        List.of());
  }

  /** A round of transactions, each with a delta of every contract; some of them are given up. */
  private void round() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            sandbox.bootstrapServers(),
            "transactional.id",
            SharedSandbox.uniqueName("pipelines"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (int i = 0; i < ROUND; i++) {
        List<Delta> deltas = new ArrayList<>();
        contracts.keySet().forEach(contract -> deltas.add(delta(contract.id())));
        if (i % 5 == 0) {
          producer.beginTransaction();
          send(producer, deltas);
          producer.abortTransaction();
        }
        producer.beginTransaction();
        send(producer, deltas);
        producer.commitTransaction();
      }
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, List<Delta> deltas) {
    List<Future<RecordMetadata>> sent =
        deltas.stream()
            .flatMap(delta -> DeltaTopic.records(delta, FixedSchemas.OWN_ID).stream())
            .map(producer::send)
            .toList();
    producer.flush();
    assertThat(sent).allSatisfy(Future::get);
  }

  /** Waits until each contract has its counts at exactly one of the instances. */
  private void assertMeasured(long rounds, Started... instances) {
    Counts expected = new Counts(rounds * ROUND * 9, rounds * ROUND * 10);
    patiently()
        .untilAsserted(
            () -> {
              clock.pass(Duration.ofMinutes(1));
              for (Major contract : contracts.keySet()) {
                assertThat(Stream.of(instances).flatMap(i -> i.adherence(contract).stream()))
                    .as(contract.toString())
                    .containsExactly(expected);
                assertThat(Stream.of(instances).filter(i -> i.shows(contract)))
                    .as(contract.toString())
                    .hasSize(1);
              }
            });
  }

  @Test
  void countsAreExactWhoeverMeasuresAndEachContractIsShownByOne() {
    Started first = start("first");
    round();
    assertMeasured(1, first);

    Started second = start("second");
    round();
    assertMeasured(2, first, second);

    first.close();
    round();
    assertMeasured(3, second);
    second.close();
    assertThat(first.meters().getMeters()).noneMatch(m -> m.getId().getName().startsWith("sluice"));

    round();
    try (Started anew = start("anew")) {
      assertMeasured(4, anew);
      for (CompiledContract contract : contracts.values()) {
        // Results come with the commit that follows.
        patiently().untilAsserted(() -> assertLastResult(contract));
        assertThat(anew.application().snapshots().of(Major.of(contract.contract())))
            .hasValueSatisfying(
                snapshot -> {
                  assertThat(snapshot.gaps()).isZero();
                  assertThat(snapshot.overlaps()).isZero();
                });
      }
    }
  }

  @Test
  void instanceThatSelectsOtherContractsJoinsOnlyWhenTheOthersAreGone() {
    Started first = start("first");
    try (Started other = start("other", TopicCreation.allowed(1), "others")) {
      patiently()
          .until(
              () ->
                  other.application().state() instanceof PipelineState.Waiting(String reason)
                      && reason.contains("need one sluice.measure.application-id each"));
      try (Started alike = start("alike")) {
        assertThat(alike.application().state()).isInstanceOf(PipelineState.Running.class);
      }
      assertThat(first.application().state()).isInstanceOf(PipelineState.Running.class);

      first.close();
      patiently().until(() -> other.application().state() instanceof PipelineState.Running);
    }
  }

  private static void assertLastResult(CompiledContract contract) {
    assertThat(ToldResults.of(SliTopic.of(contract.contract())).about("adherence"))
        .last()
        .satisfies(
            result -> {
              assertThat(result.get("contract")).hasToString(contract.contract().id());
              assertThat(result.get("total")).isEqualTo(4L * ROUND * 10);
              assertThat(result.get("good")).isEqualTo(4L * ROUND * 9);
            });
  }
}
