package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Major;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Result.State;
import io.sluice.engine.objective.Status;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.measure.MeasuredContracts;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.measurement.Reading;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.SetClock;
import io.sluice.pipeline.topic.TopicCreation;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coverage of the active wells that a compacted topic of the wells' master data holds, with a real
 * registry, whose own serializer writes the master data.
 */
class PopulationIT {

  private static final Schema WELL =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Well","namespace":"upstream","fields":[
                {"name":"well_id","type":"string"},
                {"name":"status","type":{"type":"enum","name":"WellStatus","symbols":["active","shut_in"]}}]}""");

  private static final String REPORT =
      """
      {"type":"record","name":"Report","namespace":"upstream","fields":[
        {"name":"well_id","type":"string"},
        {"name":"day","type":{"type":"int","logicalType":"date"}}]}""";

  private static final Instant MIDNIGHT = Instant.parse("2026-02-21T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.well-production");
  private final String wells = SharedSandbox.uniqueName("upstream.well-master");
  private final CompiledContract contract = contract();
  private final SetClock clock = new SetClock(MIDNIGHT.minus(Duration.ofHours(1)));
  private final ApicurioRegistry registry =
      new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()));
  private long end;
  @TempDir private Path states;

  private CompiledContract contract() {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.0.0
        status: active
        schema:
          - name: Report
            physicalType: topic
            physicalName: %1$s.v1
            authoritativeDefinitions: [{type: implementation, url: report.avsc}]
            properties:
              - {name: well_id, logicalType: string}
              - {name: day, logicalType: date}
            quality:
              - id: active-wells
                type: custom
                engine: sluice
                implementation:
                  metric: populationCoverage
                  key: well_id
                  population: {topic: %2$s, key: well_id, where: message.status == "active"}
                  window: {calendar: P1D}
                  grace: 1h
                  element: day
                  mustBe: 100
        """
            .formatted(id, wells);
    return ContractFile.of("wells.odcs.yaml", text, url -> REPORT).compile();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private MeasureApplication start() {
    PipelineSettings settings =
        PipelineSettings.of(Map.of("bootstrap.servers", sandbox.bootstrapServers()), states);
    MeasuredContracts measured =
        new MeasuredContracts() {
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
            SharedSandbox.uniqueName("test.measure"),
            measured,
            registry,
            settings.with(
                changes ->
                    changes
                        .threads(1)
                        .topics(TopicCreation.allowed(1))
                        .watch(Duration.ofMillis(500))
                        .clock(clock)),
            Duration.ZERO,
            new SimpleMeterRegistry());
    application.start();
    patiently().until(() -> application.state() instanceof PipelineState.Running);
    return application;
  }

  // ---- the wells

  private void well(String well, String status) {
    GenericData.Record value = new GenericData.Record(WELL);
    value.put("well_id", well);
    value.put("status", new GenericData.EnumSymbol(WELL.getField("status").schema(), status));
    try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
      serializer.configure(
          Map.of(
              "apicurio.registry.url",
              sandbox.registryUrl(),
              "apicurio.registry.auto-register",
              "true"),
          false);
      send(well, serializer.serialize(wells, value));
    }
  }

  private void send(String well, byte[] value) {
    KafkaTopics.send(
        List.of(new ProducerRecord<>(wells, well.getBytes(StandardCharsets.UTF_8), value)));
  }

  private void forget(String well) {
    KafkaTopics.send(
        List.of(new ProducerRecord<>(wells, well.getBytes(StandardCharsets.UTF_8), null)));
  }

  // ---- what they reported

  private void reported(boolean late, String... reporting) {
    ByteBuffer hashes = ByteBuffer.allocate(reporting.length * Delta.KeySet.HASH_BYTES);
    for (String well : reporting) {
      hashes.put(KeyHash.ofContract(id).of(List.of(well)));
    }
    Delta.KeySet keys =
        new Delta.KeySet(
            "active-wells", MIDNIGHT, MIDNIGHT.plus(DAY), late, reporting.length, hashes.flip());
    Delta.Coverage coverage =
        new Delta.Coverage(
            id, "1.0.0", "app", false, false, "raw", "topic", 0, end, end + 10, 0, 1);
    end += 10;
    Delta delta =
        new Delta(
            coverage,
            new Delta.Judged(clock.instant(), clock.instant()),
            Map.of(),
            List.of(),
            List.of(),
            List.of(keys));
    OwnSchema.Registered schema =
        (OwnSchema.Registered) registry.own(DeltaTopic.NAME, DeltaFormat.SCHEMA);
    KafkaTopics.send(DeltaTopic.records(delta, schema.contentId()));
  }

  private Reading reading(MeasureApplication application) {
    Snapshot snapshot = application.snapshots().of(new Major(id, 1)).orElseThrow();
    return snapshot.readings().stream()
        .filter(reading -> reading.indicator().id().equals("active-wells"))
        .findFirst()
        .orElseThrow();
  }

  private void awaitOpen(MeasureApplication application, Counts counts) {
    patiently()
        .untilAsserted(
            () -> {
              clock.pass(Duration.ofMinutes(1));
              assertThat(application.snapshots().of(new Major(id, 1))).isPresent();
              assertThat(reading(application).open().orElseThrow().result().counts())
                  .isEqualTo(counts);
            });
  }

  private void awaitSaturday(MeasureApplication application, State state, Counts counts) {
    patiently()
        .untilAsserted(
            () -> {
              clock.pass(Duration.ofMinutes(1));
              List<Reading.PeriodResult> history =
                  Objects.requireNonNull(
                      application
                          .snapshots()
                          .of(new Major(id, 1))
                          .orElseThrow()
                          .history()
                          .get("active-wells"));
              assertThat(history)
                  .filteredOn(period -> period.result().window().start().equals(MIDNIGHT))
                  .extracting(Reading.PeriodResult::result)
                  .singleElement()
                  .satisfies(
                      result -> {
                        assertThat(result.state()).isEqualTo(state);
                        assertThat(result.counts()).isEqualTo(counts);
                      });
            });
  }

  @Test
  void coverageFollowsTheWellsThatAreActive() {
    try (MeasureApplication application = start()) {
      clock.set(MIDNIGHT.plus(Duration.ofHours(6)));
      reported(false, "w-1", "w-2", "w-3");
      patiently()
          .untilAsserted(
              () -> {
                clock.pass(Duration.ofMinutes(1));
                assertThat(application.snapshots().of(new Major(id, 1))).isPresent();
                assertThat(reading(application).standing().status()).isEqualTo(Status.UNKNOWN);
                assertThat(reading(application).standing().reason())
                    .isEqualTo("the population is not known: there is no topic " + wells);
              });

      sandbox.createTopic(wells, 2, Map.of("cleanup.policy", "compact"));
      List.of("w-1", "w-2", "w-3", "w-4").forEach(well -> well(well, "active"));
      well("w-5", "shut_in");
      awaitOpen(application, new Counts(3, 4));

      well("w-4", "shut_in");
      awaitOpen(application, new Counts(3, 3));
      forget("w-3");
      awaitOpen(application, new Counts(2, 2));
      well("w-5", "active");
      well("w-6", "active");
      awaitOpen(application, new Counts(2, 4));

      clock.set(MIDNIGHT.plus(DAY).plus(Duration.ofHours(1)));
      awaitSaturday(application, State.FINAL, new Counts(2, 4));
      well("w-7", "active");
      awaitOpen(application, new Counts(0, 5));
      reported(true, "w-6", "w-7");
      awaitSaturday(application, State.REVISED, new Counts(3, 4));
    }
  }
}
