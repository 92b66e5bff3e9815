package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.ExitCode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.service.SluiceService;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A service, the rules that are exported from its contracts, and the server that reads both. */
@Isolated("alerts fire by how long the service takes")
class BurningIT {

  private static final int PARCELS = 100;

  private final Sandbox sandbox = SharedSandbox.get();
  @TempDir private Path folder;

  @BeforeAll
  static void needsPrometheus() {
    PrometheusServer.assumeInstalled();
  }

  /** A contract that promises 99 % of adherence, in a file, published, with its raw topic. */
  private ContractFile publish(String id) throws Exception {
    Path file = folder.resolve(id + ".odcs.yaml");
    Files.writeString(folder.resolve("parcel.avsc"), Parcels.SCHEMA.toString());
    Files.writeString(
        file,
        Parcels.text(id, "1.0.0", 0)
            + """
            customProperties:
              - property: sluice.objectives
                value:
                  adherence: {targetPercent: 99, window: 30d}
            """);
    ContractFile contract = ContractPaths.read(List.of(file)).getFirst();
    OnCall.publish(contract);
    sandbox.createTopic(contract.compile().binding().rawTopic(), 1, Map.of());
    return contract;
  }

  /** Publishes parcels, of which so many in a hundred break the contract. */
  private void produce(ContractFile contract, int bad) {
    try (SampleProducer producer =
        new SampleProducer(
            sandbox.bootstrapServers(),
            sandbox.registryUrl(),
            contract.compile().binding().rawTopic(),
            "test")) {
      producer.publishAll(
          IntStream.range(0, PARCELS)
              .mapToObj(i -> Parcels.parcel(i, i < bad ? -1 : i, Instant.now())));
    }
  }

  private SluiceService serve(String... ids) {
    return SluiceService.startWith(
        Map.of(
            "kafka.bootstrap.servers",
            sandbox.bootstrapServers(),
            "sluice.registry.url",
            sandbox.registryUrl(),
            "sluice.contracts.ids",
            List.of(ids),
            "sluice.pipeline.create-topics",
            true,
            "sluice.pipeline.replication-factor",
            1,
            "sluice.pipeline.state-directory",
            folder.resolve("state").toString(),
            "sluice.measure.application-id",
            "measure-" + ids[0],
            "sluice.port",
            0));
  }

  /** What {@code bin/sluice export prometheus} writes for all of them. */
  private Path rules() {
    Path rules = folder.resolve("sluice.rules.yaml");
    StringWriter err = new StringWriter();
    int code =
        SluiceCommand.execute(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "export",
            "prometheus",
            folder.toString(),
            "--output",
            rules.toString());
    assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
    return rules;
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions();
  }

  @Test
  void burningContractPagesAndOneThatKeepsItsPromiseDoesNot() throws Exception {
    String burning = SharedSandbox.uniqueName("parcels.burning");
    String kept = SharedSandbox.uniqueName("parcels.kept");
    ContractFile burningOne = publish(burning);
    ContractFile keptOne = publish(kept);
    try (SluiceService service = serve(burning, kept)) {
      soon().until(service::isReady);
      try (PrometheusServer prometheus = PrometheusServer.start(folder, rules(), service.url())) {
        soon().until(prometheus::isAtWork);
        assertThat(prometheus.alerts()).noneMatch(alert -> alert.startsWith("firing"));

        // Of 30 days' budget half of an hour's records use up fifty times what lasts.
        produce(burningOne, PARCELS / 2);
        produce(keptOne, 0);

        soon()
            .untilAsserted(
                () ->
                    assertThat(prometheus.alerts())
                        .contains("firing page SluiceSloBurns " + burning + " adherence"));
        soon()
            .until(() -> prometheus.values("sluice_slo_status{contract='" + kept + "'} == 1") == 1);
        assertThat(prometheus.alerts())
            .filteredOn(alert -> alert.startsWith("firing"))
            .noneMatch(alert -> alert.contains(kept));
      }
    }
  }
}
