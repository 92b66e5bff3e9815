package io.sluice.service;

import static io.sluice.service.Wait.afterAMinute;
import static io.sluice.service.Wait.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service measures, as it tells it. */
class MeasuringIT {

  private final Sandbox sandbox = SharedSandbox.get();
  @TempDir private Path states;

  /** A clock that the test sets. */
  private static final class Settable extends Clock {
    private volatile Instant now = Instant.now();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private SluiceService start(Things things) {
    return SluiceService.startWith(settings(things, "one"));
  }

  private Map<String, Object> settings(Things things, String instance) {
    return Map.of(
        "kafka.bootstrap.servers",
        sandbox.bootstrapServers(),
        "sluice.registry.url",
        sandbox.registryUrl(),
        "sluice.contracts.ids",
        List.of(things.id()),
        "sluice.pipeline.create-topics",
        true,
        "sluice.pipeline.replication-factor",
        1,
        "sluice.pipeline.state-directory",
        states.resolve(instance).toString(),
        "sluice.measure.application-id",
        "measure-" + things.id(),
        "sluice.port",
        0);
  }

  /** As a pipeline hands it over, whose own records are of a topic that nobody else reads. */
  private void handOver(Things things) throws ExecutionException, InterruptedException {
    Instant judged = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant minute = judged.truncatedTo(ChronoUnit.MINUTES);
    Delta delta =
        new Delta(
            new Delta.Coverage(
                things.id(), "1.0.0", "by hand", false, false, "by hand", "id", 0, 0, 10, 0, 1),
            new Delta.Judged(judged, judged),
            Map.of(),
            List.of(),
            List.of(
                new Delta.IndicatorCounts(
                    "adherence",
                    "adherence",
                    List.of(new Delta.Bucket(minute, minute.plusSeconds(60), 7, 10, 0, 0)))),
            List.of());
    try (ApicurioRegistry registry =
            new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", sandbox.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      assertThat(registry.own(DeltaTopic.NAME, DeltaFormat.SCHEMA))
          .isInstanceOf(OwnSchema.Registered.class);
      if (registry.own(DeltaTopic.NAME, DeltaFormat.SCHEMA)
          instanceof OwnSchema.Registered(int id)) {
        List<Future<RecordMetadata>> sent =
            DeltaTopic.records(delta, id).stream().map(producer::send).toList();
        for (Future<RecordMetadata> one : sent) {
          assertThat(one.get().hasOffset()).isTrue();
        }
      }
    }
  }

  private static JsonNode slis(SluiceService service, Things things, String query) {
    String body = Http.get(service, "/api/v1/contracts/" + things.id() + "/slis" + query).body();
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  @Test
  void whatWasCountedIsToldByRestAndByMeters() throws ExecutionException, InterruptedException {
    Things things = Things.withStatus("active").publish(sandbox);
    try (SluiceService service = start(things)) {
      soon().until(service::isReady);
      soon()
          .untilAsserted(
              () ->
                  assertThat(Http.get(service, "/health/readiness").body())
                      .contains("\"measuring\":\"running\""));
      assertThat(Http.status(service, "/api/v1/contracts/nothing/slis")).isEqualTo(404);
      handOver(things);

      afterAMinute()
          .untilAsserted(
              () -> {
                JsonNode adherence = slis(service, things, "?history=true").path("slis").path(0);
                assertThat(adherence.path("sli").asText()).isEqualTo("adherence");
                assertThat(adherence.path("good").asLong()).isEqualTo(7);
                assertThat(adherence.path("total").asLong()).isEqualTo(10);
                assertThat(adherence.path("value").asDouble()).isEqualTo(70);
                assertThat(adherence.path("history")).isNotEmpty();
              });
      assertThat(slis(service, things, "").path("slis").path(0).has("history")).isFalse();
      assertThat(Http.get(service, "/prometheus").body())
          .contains(
              "sluice_sli_judged_timestamp_seconds{contract=\"" + things.id() + "\",major=\"1\"}")
          .contains("sluice_lag_records{contract=\"" + things.id() + "\",major=\"1\"} 0.0");
      assertThat(Prometheus.of(service).sum("sluice_sli_good_total", things.id())).isEqualTo(7);
    }
  }

  @Test
  void anInstanceThatDoesNotMeasureTellsWhatAnotherOneHasTold()
      throws ExecutionException, InterruptedException {
    Things things = Things.withStatus("active").publish(sandbox);
    Settable clock = new Settable();
    try (SluiceService one = SluiceService.startWith(settings(things, "one"), clock);
        SluiceService other = SluiceService.startWith(settings(things, "other"), clock)) {
      List<SluiceService> both = List.of(one, other);
      for (SluiceService service : both) {
        soon()
            .untilAsserted(
                () ->
                    assertThat(Http.get(service, "/health/readiness").body())
                        .contains("\"measuring\":\"running\""));
      }
      handOver(things);
      soon().until(() -> both.stream().mapToLong(s -> s.measured(things.id())).sum() == 10);
      clock.now = clock.now.plus(2, ChronoUnit.MINUTES);

      soon()
          .untilAsserted(
              () ->
                  assertThat(both.stream().map(service -> slis(service, things, "?history=true")))
                      .allSatisfy(
                          told -> {
                            JsonNode adherence = told.path("slis").path(0);
                            assertThat(adherence.path("good").asLong()).isEqualTo(7);
                            assertThat(adherence.path("total").asLong()).isEqualTo(10);
                            assertThat(adherence.path("status").asText()).isEqualTo("UNKNOWN");
                            assertThat(adherence.has("history")).isTrue();
                          })
                      .extracting(told -> told.path("measuredHere").asBoolean())
                      .containsExactlyInAnyOrder(true, false));
    }
  }
}
