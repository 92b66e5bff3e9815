package io.sluice.service;

import static io.sluice.service.Wait.soon;
import static io.sluice.service.Wait.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.service.RegistryGate.Trouble;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An outage is not a verdict: while the registry or the broker can't be asked, the service is not
 * ready and waits, and afterwards every record is where it belongs.
 */
@Order(1)
class OutageIT {

  @TempDir private static Path states;

  private static final Duration SHORT = Duration.ofSeconds(3);

  /** A wait of this kind costs a transaction. */
  private static final Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(12);

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int RECORDS = 500;

  /** Whose parts are stopped. */
  @AutoClose private static final Sandbox sandbox = SharedSandbox.another();

  private final RegistryGate gate = new RegistryGate(sandbox.registryUrl());
  private final Things things = Things.withStatus("active").publish(sandbox);
  private @Nullable SluiceService service;

  @AfterEach
  void close() {
    if (service != null) {
      service.close();
    }
    gate.close();
  }

  private SluiceService start(String registryUrl) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", sandbox.bootstrapServers());
    settings.put("sluice.registry.url", registryUrl);
    settings.put("sluice.registry.request-timeout", "2s");
    settings.put("sluice.contracts.ids", List.of(things.id()));
    settings.put("sluice.pipeline.create-topics", true);
    settings.put("sluice.pipeline.replication-factor", 1);
    settings.put("sluice.pipeline.threads", 2);
    settings.put("sluice.pipeline.state-directory", states.toString());
    settings.put("sluice.port", 0);
    SluiceService started = SluiceService.startWith(settings);
    service = started;
    return started;
  }

  // ---- the registry

  static List<Trouble> troubles() {
    return List.of(
        new Trouble.Refused(401),
        new Trouble.Refused(403),
        new Trouble.Refused(404),
        new Trouble.Refused(429),
        new Trouble.Refused(500),
        new Trouble.Slow(Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void aRegistryInTroubleIsWaitedForWhileANewSchemaArrives(Trouble trouble) {
    troubleTheRegistry(trouble, SHORT);
  }

  @ParameterizedTest
  @MethodSource("troubles")
  @Tag("full")
  void troubleThatLastsLongerIsWaitedForAsWell(Trouble trouble) {
    if (trouble instanceof Trouble.Slow) {
      troubleTheRegistry(new Trouble.Slow(Duration.ofSeconds(15)), LONG);
    } else {
      troubleTheRegistry(trouble, LONGER_THAN_A_TRANSACTION);
    }
  }

  private void troubleTheRegistry(Trouble trouble, Duration time) {
    SluiceService running = start(gate.url());
    soon().until(running::isReady);
    things.produce(sandbox, sizes(10));

    List<byte[]> written = things.withAnotherSchema(sandbox, sizes(RECORDS));
    gate.set(trouble);
    things.send(sandbox, written);
    awaitOutage(running, time, "the registry");
    assertThat(gate.troubled()).isPositive();
    gate.set(new Trouble.None());

    assertAllPassed(running, RECORDS + 10);
  }

  @Test
  void aRegistryThatIsStoppedIsWaitedForWhileANewSchemaArrives() {
    stopTheRegistry(LONGER_THAN_A_TRANSACTION);
  }

  @Test
  @Tag("full")
  void aMinuteWithoutTheRegistryIsWaitedFor() {
    stopTheRegistry(LONG);
  }

  private void stopTheRegistry(Duration time) {
    SluiceService running = start(sandbox.registryUrl());
    soon().until(running::isReady);
    things.produce(sandbox, sizes(10));
    List<byte[]> written = things.withAnotherSchema(sandbox, sizes(RECORDS));

    sandbox.registry().stop();
    things.send(sandbox, written);
    awaitOutage(running, time, "can't be reached");
    sandbox.registry().restart();

    assertAllPassed(running, RECORDS + 10);
  }

  @Test
  void aRegistryThatIsDownAtTheStartIsWaitedFor() {
    things.produce(sandbox, sizes(RECORDS));
    sandbox.registry().stop();

    SluiceService running = start(sandbox.registryUrl());
    awaitOutage(running, SHORT, "can't be reached");
    sandbox.registry().restart();

    assertAllPassed(running, RECORDS);
  }

  @Test
  void aReplicaThatLagsBehindTheRegistryIsWaitedFor() {
    SluiceService running = start(gate.url());
    soon().until(running::isReady);
    List<byte[]> written = things.withAnotherSchema(sandbox, sizes(RECORDS));

    gate.set(new Trouble.Unknown(Things.schemaIdOf(written)));
    things.send(sandbox, written);
    awaitOutage(running, SHORT, "does not know content id");
    gate.set(new Trouble.None());

    assertAllPassed(running, RECORDS);
  }

  // ---- the broker

  @Test
  void aBrokerThatIsStoppedIsWaitedFor() {
    stopTheBroker(LONGER_THAN_A_TRANSACTION);
  }

  @Test
  @Tag("full")
  void aMinuteWithoutTheBrokerIsWaitedFor() {
    stopTheBroker(LONG);
  }

  private void stopTheBroker(Duration time) {
    SluiceService running = start(sandbox.registryUrl());
    soon().until(running::isReady);
    things.produce(sandbox, sizes(RECORDS));

    sandbox.kafka().stop();
    awaitOutage(running, time, "");
    sandbox.kafka().restart();
    things.produce(sandbox, sizes(RECORDS));

    assertAllPassed(running, 2 * RECORDS);
  }

  // ---- what holds

  /** Sizes that the contract allows. */
  private static LongStream sizes(int count) {
    return LongStream.range(0, count).map(size -> size % 10);
  }

  /** The service says all the while that it is not ready, and why, and that it works. */
  private void awaitOutage(SluiceService running, Duration time, String reason) {
    soon().until(() -> Http.status(running, "/health/readiness") == 503);
    within(time.multipliedBy(2))
        .during(time)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              HttpResponse<String> readiness = Http.get(running, "/health/readiness");
              return readiness.statusCode() == 503
                  && readiness.body().contains(reason)
                  && Http.status(running, "/health/liveness") == 200;
            });
  }

  /** All records are in the product topic, none in the dead-letter topic, and all threads live. */
  private void assertAllPassed(SluiceService running, long records) {
    soon().until(() -> Http.status(running, "/health/readiness") == 200);
    soon().until(() -> things.passed(sandbox) + things.rejected(sandbox) >= records);
    assertThat(things.rejected(sandbox)).isZero();
    assertThat(things.passed(sandbox)).isEqualTo(records);
    Prometheus metrics = Prometheus.of(running);
    assertThat(metrics.sum("kafka_stream_alive_stream_threads")).isEqualTo(2);
    // those of the start, and of threads that came back after their transactions were aborted
    assertThat(metrics.sum("kafka_consumer_coordinator_rebalance_total")).isBetween(1L, 12L);
  }
}
