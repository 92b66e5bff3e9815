package io.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.measure.SliFormat;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliResult;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.testing.KafkaTopics;
import io.sluice.pipeline.testing.Payments;
import io.sluice.pipeline.testing.Told;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a contract's promises come to, read from its topic. */
class SliTopicReaderIT {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  private final Sandbox sandbox = SharedSandbox.get();
  private final String id = SharedSandbox.uniqueName("test.told");
  private final CompiledContract contract = Payments.contract(id, "registry");
  private final String topic = SliTopic.of(contract.contract());
  private ApicurioRegistry registry;
  private SliTopicReader reader;

  @BeforeEach
  void open() {
    registry = new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()));
    reader = new SliTopicReader(Map.of("bootstrap.servers", sandbox.bootstrapServers()), registry);
  }

  @AfterEach
  void close() {
    reader.close();
    registry.close();
  }

  private void tell(List<SliResult> results) {
    sandbox.createTopic(topic, 1, Map.of());
    assertThat(registry.own(topic, SliFormat.SCHEMA)).isInstanceOf(OwnSchema.Registered.class);
    if (registry.own(topic, SliFormat.SCHEMA) instanceof OwnSchema.Registered(int schemaId)) {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      results.forEach(
          said -> records.add(record(said.judgedUntil(), SliFormat.write(said, schemaId))));
      KafkaTopics.send(records);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Instant at, byte[] value) {
    return new ProducerRecord<>(
        topic, 0, at.toEpochMilli(), "any".getBytes(StandardCharsets.UTF_8), value);
  }

  @Test
  void nothingIsKnownWithoutATopicOrInAnEmptyOne() {
    assertThat(reader.read(contract, false)).isEmpty();

    sandbox.createTopic(topic, 1, Map.of());
    assertThat(reader.read(contract, false)).isEmpty();
  }

  @Test
  void theLastWordOnAPromiseIsFoundThoughOthersHaveNewsEachMinute() {
    // Given a promise that was told anew 14 minutes ago, and a thousand minutes of others
    Instant quiet = NOON.minus(Duration.ofMinutes(14));
    List<SliResult> said = new ArrayList<>();
    for (int minute = 1_000; minute >= 0; minute--) {
      Instant at = NOON.minus(Duration.ofMinutes(minute));
      for (String other : List.of("one", "two", "three", "four")) {
        said.add(Told.window(id, other, minute, at));
      }
      if (!at.isAfter(quiet)) {
        said.add(Told.window(id, "adherence", minute, at));
      }
    }
    tell(said);

    // When, Then
    assertThat(reader.read(contract, false))
        .hasValueSatisfying(
            report -> {
              assertThat(report.version()).isEqualTo("1.2.0");
              assertThat(report.judgedUntil()).isEqualTo(quiet);
              assertThat(report.entries())
                  .singleElement()
                  .satisfies(
                      entry ->
                          assertThat(entry.window())
                              .isEqualTo(Told.window(id, "adherence", 14, quiet)));
            });
  }

  @Test
  void periodsAreToldByTheirNewestWordAndTheirHistoryInOrder() {
    Instant yesterday = MIDNIGHT.minus(Duration.ofDays(1));
    tell(
        List.of(
            Told.day(id, "adherence", yesterday, 1, yesterday.plusSeconds(60)),
            Told.day(id, "adherence", yesterday, 2, MIDNIGHT),
            Told.day(id, "adherence", MIDNIGHT, 3, NOON),
            Told.window(id, "adherence", 4, NOON)));

    SliReport.Entry entry = reader.read(contract, true).orElseThrow().entries().getFirst();

    assertThat(entry.window().result().counts().good()).isEqualTo(4);
    assertThat(entry.period()).hasValueSatisfying(p -> assertThat(good(p)).isEqualTo(3));
    assertThat(entry.history()).extracting(SliTopicReaderIT::good).containsExactly(2L, 3L);
  }

  private static long good(SliResult said) {
    return said.result().counts().good();
  }

  @Test
  void whatIsSomebodyElsesIsPassedOver() {
    tell(
        List.of(
            Told.window("somebody.else", "adherence", 1, NOON),
            Told.window(id, "adherence", 2, NOON),
            Told.window(id, "what-an-old-version-promised", 3, NOON)));
    KafkaTopics.send(
        Stream.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {0, 127, 0, 0, 0, 1})
            .map(value -> record(NOON, value))
            .toList());

    assertThat(reader.read(contract, false))
        .hasValueSatisfying(
            report ->
                assertThat(report.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(good(entry.window())).isEqualTo(2)));
  }
}
