package io.sluice.service;

import static io.sluice.service.Wait.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it runs, against a real broker and a real registry. */
class ServiceIT {

  private static final int RECORDS = 1_000;

  @TempDir private static Path states;

  private final Sandbox sandbox = SharedSandbox.get();

  @Test
  void recordsFlowAndTheCountersAreWhatStandsInTheTopics() {
    Things things = Things.withStatus("active").publish(sandbox);
    try (SluiceService service = start(things.id())) {
      soon().until(service::isReady);
      assertThat(Http.status(service, "/health/readiness")).isEqualTo(200);

      things.produce(sandbox, LongStream.range(0, RECORDS));

      assertThat(committed(things.binding().productTopic(), 10)).isEqualTo(10);
      assertThat(committed(things.binding().deadLetterTopic(), RECORDS - 10))
          .isEqualTo(RECORDS - 10);
      soon()
          .untilAsserted(
              () -> {
                assertThat(counter(service, "sluice_records_total", things, "compliant"))
                    .isEqualTo(10);
                assertThat(counter(service, "sluice_records_total", things, "violating"))
                    .isEqualTo(RECORDS - 10);
                assertThat(counter(service, "sluice_violations_total", things, "size.maximum"))
                    .isEqualTo(RECORDS - 10);
              });
      assertThat(Http.get(service, "/prometheus").body())
          .contains("kafka_stream_")
          .contains("sluice_pipeline_state{contract=\"" + things.id() + "\",major=\"1\"} 3.0");
    }
  }

  @Test
  void aServiceThatStopsAndStartsAgainJudgesNothingTwice() {
    Things things = Things.withStatus("active").publish(sandbox);
    try (SluiceService service = start(things.id())) {
      soon().until(service::isReady);
      things.produce(sandbox, LongStream.range(0, 5));
      assertThat(committed(things.binding().productTopic(), 5)).isEqualTo(5);
    }
    things.produce(sandbox, LongStream.range(0, 5));
    try (SluiceService service = start(things.id())) {
      soon().until(service::isReady);
      assertThat(committed(things.binding().productTopic(), 10)).isEqualTo(10);
    }
  }

  @Test
  void aContractThatCantStartStopsNoneOfItsNeighboursAndKeepsTheServiceFromBeingReady() {
    Things things = Things.withStatus("active").publish(sandbox);
    try (SluiceService service = start(things.id(), "nowhere")) {
      things.produce(sandbox, LongStream.range(0, 3));

      assertThat(committed(things.binding().productTopic(), 3)).isEqualTo(3);
      HttpResponse<String> readiness = Http.get(service, "/health/readiness");
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body()).contains("nowhere").contains("refused").contains("publish");
    }
  }

  @Test
  void aContractWhoseMasksHaveNoKeysIsRefusedByNameAndStopsNoneOfItsNeighbours() {
    Things things = Things.withStatus("active").publish(sandbox);
    Things masked = Things.withMaskedKeys().publish(sandbox);
    try (SluiceService service = start(things.id(), masked.id())) {
      things.produce(sandbox, LongStream.range(0, 3));

      assertThat(committed(things.binding().productTopic(), 3)).isEqualTo(3);
      HttpResponse<String> readiness = Http.get(service, "/health/readiness");
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body())
          .contains("masks of contract " + masked.id() + ":1.0.0 need keys (things)")
          .contains("bin/sluice keys new");
    }
  }

  @Test
  void aContractThatIsPublishedLaterJoins() {
    Things things = Things.withStatus("active");
    try (SluiceService service = start(things.id())) {
      soon().until(() -> service.obstacles().toString().contains("refused"));

      things.publish(sandbox);

      soon().until(service::isReady);
    }
  }

  @Test
  void aDraftIsLeftOut() {
    Things draft = Things.withStatus("draft").publish(sandbox);
    try (SluiceService service = start(draft.id())) {
      soon().until(service::isReady);
      assertThat(Http.get(service, "/health/readiness").body())
          .contains("left out: its status is draft")
          .contains("sluice.enforcement: shadow");
    }
  }

  @Test
  void aContractInShadowPassesEverythingCountsWhatItWouldRejectAndSaysThatItIsOne() {
    Things things = Things.inShadow().publish(sandbox);
    try (SluiceService service = start(things.id())) {
      soon().until(service::isReady);
      assertThat(Http.get(service, "/health/readiness").body())
          .contains("\"" + things.id() + ":1\":\"running in shadow\"");

      things.produce(sandbox, LongStream.range(0, RECORDS));

      assertThat(committed(things.binding().productTopic(), RECORDS)).isEqualTo(RECORDS);
      soon()
          .untilAsserted(
              () -> {
                assertThat(counter(service, "sluice_records_total", things, "compliant"))
                    .isEqualTo(10);
                assertThat(counter(service, "sluice_records_total", things, "shadowed"))
                    .isEqualTo(RECORDS - 10);
                assertThat(counter(service, "sluice_violations_total", things, "size.maximum"))
                    .isEqualTo(RECORDS - 10);
                assertThat(Prometheus.of(service).sum("sluice_samples_total", things.id()))
                    .isEqualTo(things.rejected(sandbox))
                    .isPositive();
              });
    }
  }

  // ---- the service

  private SluiceService start(String... contracts) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", sandbox.bootstrapServers());
    settings.put("sluice.registry.url", sandbox.registryUrl());
    settings.put("sluice.contracts.ids", List.of(contracts));
    settings.put("sluice.pipeline.create-topics", true);
    settings.put("sluice.pipeline.replication-factor", 1);
    settings.put("sluice.pipeline.state-directory", states.toString());
    settings.put("sluice.port", 0);
    return SluiceService.startWith(settings);
  }

  private static long counter(SluiceService service, String name, Things things, String tag) {
    return Prometheus.of(service).sum(name, things.id(), tag);
  }

  /** How many committed records a topic holds, once there are as many as expected. */
  private long committed(String topic, long expected) {
    try (Admin admin = sandbox.admin()) {
      soon().until(() -> admin.listTopics().names().get().contains(topic));
    }
    soon().until(() -> Things.committed(sandbox, topic) >= expected);
    return Things.committed(sandbox, topic);
  }
}
