package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked and started; once as the chart starts it. */
class DistributionIT {

  private static final String LISTENING = "sluice: listening on ";

  private final Sandbox sandbox = SharedSandbox.get();
  private @TempDir @Nullable Path temporary;
  private @Nullable Distribution distribution;
  private @Nullable Process process;

  @BeforeEach
  void unpack() throws Exception {
    distribution = Distribution.unpackedIn(temporary());
  }

  @AfterEach
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  private Path temporary() {
    return Objects.requireNonNull(temporary);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    Process started =
        Objects.requireNonNull(distribution).start(temporary(), environment, List.of(arguments));
    process = started;
    return started;
  }

  private String run(String... arguments) throws Exception {
    Process run = start(Map.of(), arguments);
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(() -> output + errors()).isZero();
    return output;
  }

  private String errors() {
    return Project.read(temporary().resolve("errors"));
  }

  @Test
  void itSaysItsVersionAndLintsTheContractsItComesWith() throws Exception {
    Path home = Objects.requireNonNull(distribution).home();

    assertThat(run("--version")).contains(Project.version());
    assertThat(run("lint", home.resolve("contracts").toString())).contains("0 errors");
    assertThat(
            run(
                "test",
                home.resolve("contracts/aviation/flights.odcs.yaml").toString(),
                firstFlights(home).toString()))
        .isNotEmpty();
  }

  private Path firstFlights(Path home) throws IOException {
    Path some = temporary().resolve("flights.ndjson");
    try (Stream<String> lines = Files.lines(home.resolve("data/flights.ndjson"))) {
      Files.write(some, lines.limit(10).toList());
    }
    return some;
  }

  @Test
  void whatTheChartRendersPublishesAndRuns() throws Exception {
    Chart chart = chart("contracts");

    // the Job of the hook
    Container publish = chart.publication().getContainers().getFirst();
    Path mounted = mountedContracts(chart);
    Process job =
        start(
            environment(publish),
            publish.getArgs().stream()
                .map(argument -> argument.replace("/etc/sluice/contracts", mounted.toString()))
                .toArray(String[]::new));
    assertThat(job.waitFor()).as(this::errors).isZero();
    sandbox.createTopic("raw.things", 2, Map.of());

    // the Deployment
    Container service = chart.service().getContainers().getFirst();
    Path settings = temporary().resolve("sluice.yml");
    Files.writeString(settings, settings(chart));
    Map<String, String> environment = environment(service);
    environment.put("SLUICE_HOST", "127.0.0.1");
    environment.put("SLUICE_PORT", "0");
    environment.put("SLUICE_PIPELINE_STATE_DIRECTORY", temporary().resolve("state").toString());
    environment.put("SLUICE_PIPELINE_CREATE_TOPICS", "true");
    environment.put("SLUICE_PIPELINE_REPLICATION_FACTOR", "1");
    Process running =
        start(
            environment,
            service.getArgs().stream()
                .map(argument -> argument.replace("/etc/sluice/sluice.yml", settings.toString()))
                .toArray(String[]::new));
    String line = running.inputReader().readLine();
    assertThat(line).as(this::errors).startsWith(LISTENING);
    String url = line.substring(LISTENING.length());

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> status(url + service.getReadinessProbe().getHttpGet().getPath()) == 200);
    assertThat(status(url + service.getLivenessProbe().getHttpGet().getPath())).isEqualTo(200);
    running.destroy();
    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).isEqualTo(143);
  }

  private static Chart chart(String values) {
    return Chart.rendered(
        Project.resources("values").stream()
            .filter(file -> file.endsWith(values + ".yaml"))
            .findFirst()
            .orElseThrow());
  }

  /** The contracts as a kubelet mounts them: links into a folder that is the current one. */
  private Path mountedContracts(Chart chart) throws IOException {
    Path folder = Files.createDirectory(temporary().resolve("mounted"));
    Map<String, String> data = new HashMap<>();
    chart.objects().stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .filter(map -> map.getMetadata().getName().endsWith("-contracts"))
        .forEach(map -> data.putAll(map.getData()));
    for (Map.Entry<String, String> file : data.entrySet()) {
      Path to = folder.resolve("..current").resolve(file.getKey().replace("__", "/"));
      Files.createDirectories(to.getParent());
      Files.writeString(to, file.getValue());
    }
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..current"));
    Files.createSymbolicLink(folder.resolve("contracts"), Path.of("..data/contracts"));
    Files.createSymbolicLink(folder.resolve("schemas"), Path.of("..data/schemas"));
    return folder;
  }

  private static String settings(Chart chart) {
    return chart.objects().stream()
        .filter(ConfigMap.class::isInstance)
        .map(object -> ((ConfigMap) object).getData().get("sluice.yml"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** The environment of a container, with the sandbox in the place of what the values name. */
  private Map<String, String> environment(Container container) {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValue() != null && !variable.getName().endsWith("_FILE")) {
        environment.put(variable.getName(), variable.getValue());
      }
    }
    environment.replace("SLUICE_REGISTRY_URL", sandbox.registryUrl());
    environment.replace("KAFKA_BOOTSTRAP_SERVERS", sandbox.bootstrapServers());
    return environment;
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
