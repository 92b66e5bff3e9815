package io.sluice.cli;

import static io.sluice.cli.OnCall.dlq;
import static io.sluice.cli.OnCall.recount;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.service.SluiceService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The night of a person on call who puts letters back, by the commands of docs/dead-letters.md. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DlqReplayIT {

  private static final int PARCELS = 40;

  @TempDir private Path folder;
  private final String id = SharedSandbox.uniqueName("test.parcels");
  private final String letters = "dlq." + id;
  private final String replays = "replay.sluice." + id + ".v1";
  private int starts;
  private @Nullable SluiceService service;

  /** Publishes a version, and runs the service by it. */
  private void enforce(ContractFile contract) throws Exception {
    stop();
    OnCall.publish(contract);
    SluiceService started =
        SluiceService.startWith(
            Map.of(
                "kafka.bootstrap.servers",
                OnCall.kafka(),
                "sluice.registry.url",
                OnCall.registry(),
                "sluice.contracts.ids",
                id,
                "sluice.pipeline.create-topics",
                true,
                "sluice.pipeline.replication-factor",
                1,
                "sluice.pipeline.state-directory",
                folder.resolve("state-" + starts++).toString(),
                "sluice.port",
                0));
    service = started;
    await().atMost(Duration.ofMinutes(1)).until(started::isReady);
  }

  @BeforeEach
  void breakTheContract() throws Exception {
    OnCall.sandbox().createTopic("raw." + id, 1, Map.of());
    enforce(Parcels.contract(id, "1.0.0", 0));
    try (SampleProducer producer =
        new SampleProducer(OnCall.kafka(), OnCall.registry(), "raw." + id, "test")) {
      producer.publishAll(
          IntStream.range(0, PARCELS)
              .mapToObj(i -> Parcels.parcel(i, -i - 1, Instant.EPOCH.plusSeconds(i))));
    }
    awaitRecords(letters, PARCELS);
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static void awaitRecords(String topic, int count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(recount(topic)).hasSize(count));
  }

  private JsonNode replay(String words) {
    Printed printed = dlq(("replay " + id + " --json " + words).strip());
    assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
    return printed.object();
  }

  @Test
  void lettersAreTriedOutMendedAndPutBack() throws Exception {
    JsonNode rehearsed = replay("--dry-run --rule weight.minimum");
    assertThat(rehearsed.path("dryRun").asBoolean()).isTrue();
    assertThat(rehearsed.path("sent").asInt()).isEqualTo(PARCELS);
    assertThat(rehearsed.path("replayTopic").asText()).isEqualTo(replays);
    assertThat(recount(replays)).isEmpty();
    assertThat(replay("--dry-run --rule other").path("sent").asInt()).isZero();

    assertThat(replay("--limit 3 --offset 0..9").path("sent").asInt()).isEqualTo(3);
    awaitRecords(letters, PARCELS + 3); // not mended yet
    enforce(Parcels.contract(id, "1.0.1", -1000));
    JsonNode rest = replay("");

    assertThat(rest.path("sent").asInt()).isEqualTo(PARCELS);
    assertThat(rest.path("sentBefore").asInt()).isEqualTo(3);
    awaitRecords(id, PARCELS);
    assertThat(recount(id).stream().map(record -> new String(record.key(), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, PARCELS).mapToObj(i -> "parcel-" + i).toList());
    assertThat(replay("").path("sentBefore").asInt()).isEqualTo(PARCELS + 3);
    Printed said = dlq("replay " + letters);
    assertThat(said.out())
        .contains(letters + " to " + replays, "sent         0", "left         43, sent before");
  }

  @Test
  void whatWasReplayedOftenEnoughIsLeftAndSaidSo() {
    assertThat(replay("--max-attempts 1").path("sent").asInt()).isEqualTo(PARCELS);
    awaitRecords(letters, 2 * PARCELS);

    Printed left = dlq("replay " + id + " --json --max-attempts 1");

    assertThat(left.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(left.object().path("triedEnough").asInt()).isEqualTo(PARCELS);
    assertThat(left.object().path("sent").asInt()).isZero();
    List<JsonNode> shown = dlq("show " + id + " --json --newest --limit 1").json();
    assertThat(shown.getFirst().path("replayCount").asInt()).isEqualTo(1);
    assertThat(shown.getFirst().path("raw").path("topic").asText()).isEqualTo("raw." + id);
  }

  @Test
  void aTopicThatNoContractOwnsIsNotReplayed() {
    String stray = OnCall.topic(1);

    Printed printed = dlq("replay " + stray);

    assertThat(printed.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(printed.err()).contains("knows no contract", stray);
    assertThat(dlq("replay " + id + " --limit 0").code()).isEqualTo(ExitCode.BAD_INPUT);
  }
}
