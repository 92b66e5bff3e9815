package io.sluice.cli;

import static io.sluice.cli.OnCall.kafka;
import static io.sluice.cli.OnCall.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.stage.SetClock;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.sandbox.sample.SampleRecord;
import io.sluice.service.SluiceService;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a contract's promises come to, as on-call asks a real service's cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SliIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** An hour ago: that long nobody has measured, and results are not old enough to be deleted. */
  private final Instant judged =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);

  private final Instant end = judged.plus(Duration.ofMinutes(1));
  private static final Schema PART =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Part", "fields": [
                {"name": "made", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "size", "type": "long"},
                {"name": "note", "type": ["null", "string"], "default": null}]}""");

  @TempDir private static Path states;

  private final String id = SharedSandbox.uniqueName("parts");
  private final SetClock clock = new SetClock(judged);
  private SluiceService service;

  private ContractFile contract() {
    return ContractFile.of(
        id,
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s
        version: 1.0.0
        status: active
        domain: testing
        team: {name: Parts, members: [{username: parts-oncall, role: owner}]}
        schema:
          - name: Part
            logicalType: object
            physicalType: topic
            physicalName: %1$s.v1
            authoritativeDefinitions: [{type: implementation, url: part.avsc}]
            properties:
              - {name: made, logicalType: timestamp, required: true}
              - {name: size, logicalType: integer, required: true, logicalTypeOptions: {maximum: 9}}
              - name: note
                logicalType: string
                quality:
                  - {id: noted, type: library, metric: nullValues, mustBeLessThan: 50, unit: percent}
        slaProperties:
          - {id: fresh, property: freshness, value: 5, unit: m, element: Part.made}
        customProperties:
          - property: sluice.objectives
            value:
              adherence: {targetPercent: 99, window: 30d}
              fresh: {targetPercent: 99, window: 30d}
        """
            .formatted(id),
        url -> PART.toString());
  }

  /** A hundred parts, of which ten are too large and forty have no note. */
  private SampleRecord part(int number) {
    return new SampleRecord(
        "part-" + number,
        judged,
        new GenericRecordBuilder(PART)
            .set("made", judged.minusSeconds(number).toEpochMilli())
            .set("size", number % 10 == 0 ? 10L : 1L)
            .set("note", number % 5 < 2 ? null : "noted")
            .build());
  }

  @BeforeAll
  void enforceAndMeasureAHundredParts() throws Exception {
    OnCall.publish(contract());
    CompiledContract contract = contract().compile();
    OnCall.sandbox().createTopic(contract.binding().rawTopic(), 2, Map.of());
    service =
        SluiceService.startWith(
            Map.of(
                "kafka.bootstrap.servers",
                kafka(),
                "sluice.registry.url",
                registry(),
                "sluice.contracts.ids",
                List.of(id),
                "sluice.pipeline.create-topics",
                true,
                "sluice.pipeline.replication-factor",
                1,
                "sluice.pipeline.state-directory",
                states.toString(),
                "sluice.measure.application-id",
                "measure-" + id,
                "sluice.port",
                0),
            clock);
    await().atMost(SOON).until(service::isReady);
    assertThat(sli(id).code()).as("before a minute was judged").isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(sli(id).err())
        .contains("nothing was measured of %s:1.0.0 yet".formatted(id))
        .contains("sli.%s.v1".formatted(id))
        .contains("bin/sluice run");
    try (SampleProducer producer =
        new SampleProducer(kafka(), registry(), contract.binding().rawTopic(), "test")) {
      producer.publishAll(IntStream.range(0, 100).mapToObj(this::part));
    }
    await().atMost(SOON).until(() -> service.measured(id) == 100);
    clock.set(end);
    await().atMost(SOON).until(() -> sli(id).code() == ExitCode.FINE);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static Printed sli(String words) {
    return OnCall.sluice("sli " + words + " --kafka " + kafka() + " --registry " + registry());
  }

  @Test
  void eachPromiseIsToldWithFiguresBudgetStatusAndWhy() {
    Printed printed = sli(id);

    assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
    assertThat(printed.out())
        .contains(id + ":1.0.0, as of " + end)
        .contains("nobody has measured it since: is the service running?")
        .contains("owner    Parts (parts-oncall)")
        .containsPattern(
            "adherence +adherence +90 +100 +90.00 % +≥ 99 % +-900.00 % +broken +BREACHED +" + end)
        .containsPattern("fresh +freshness +1 +1 +100.00 % +≥ 99 % +100.00 % +kept +OK")
        .containsPattern("noted +completeness +note +\\d+ +\\d+ +60.00 % +> 50 %")
        .contains("adherence: 90 of 100 good in the last 30 d, at least 99 % promised")
        .containsPattern("the error budget burns at 10.00 over 5m, .*10.00 over 1h");
  }

  @Test
  void programsGetTheSameAsByRest() throws IOException, InterruptedException {
    Printed printed = sli(id + " --json");

    JsonNode told = printed.object();
    assertThat(told.path("contract").asText()).isEqualTo(id);
    assertThat(told.path("slis").get(0).path("good").asLong()).isEqualTo(90);
    assertThat(told.path("slis").get(0).path("burnRates").path("1h").asDouble()).isEqualTo(10);
    JsonNode rest =
        OnCall.JSON.readTree(
            URI.create(service.url() + "/api/v1/contracts/" + id + "/slis").toURL());
    assertThat(rest.path("measuredHere").asBoolean()).isTrue();
    assertThat(rest.path("slis")).isEqualTo(told.path("slis"));
  }

  @Test
  void anUnknownContractIsSaidToBeSoWithTheOneThatWasMeant() {
    Printed printed = sli(id + "x");

    assertThat(printed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(printed.err())
        .contains("no contract " + id + "x is registered; did you mean " + id + "?");
  }

  @Test
  void whatIsNotThereIsNamedWithWhatToDo() {
    Printed noBroker = OnCall.sluice("sli " + id + " --kafka 127.0.0.1:1 --registry " + registry());
    assertThat(noBroker.code()).isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(noBroker.err()).contains("Kafka at 127.0.0.1:1 does not answer");

    Printed noRegistry =
        OnCall.sluice("sli " + id + " --kafka " + kafka() + " --registry http://127.0.0.1:1/apis");
    assertThat(noRegistry.code()).isEqualTo(ExitCode.INFRASTRUCTURE);

    Printed unnamed = OnCall.sluice("sli " + id + " --kafka " + kafka());
    assertThat(unnamed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unnamed.err()).contains("--registry URL");
  }

  @Test
  void aWatchTellsWhatChangesAndEndsWellWhenItIsStopped() throws Exception {
    Process watch =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SluiceCommand.class.getName(),
                "sli",
                id,
                "--watch",
                "--kafka",
                kafka(),
                "--registry",
                registry())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = watch.inputReader()) {
      assertThat(lines.readLine())
          .isEqualTo(
              "%1$s  adherence  BREACHED  now broken, since %1$s: 90 of 100 good in the last 30 d, at least 99 %% promised"
                  .formatted(end));
      assertThat(lines.readLine()).startsWith(end + "  fresh  OK");
      watch.destroy(); // by a signal that, other than an interrupt, no shell lets be ignored
      assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.exitValue()).isZero();
    } finally {
      watch.destroyForcibly();
    }
  }
}
