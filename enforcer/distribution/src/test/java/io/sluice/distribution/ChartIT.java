package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.sluice.distribution.Distribution.Outcome;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the chart renders, run as a cluster would run it: the folder that the image holds, with the
 * image's environment and the pod's, its settings, Secrets and contracts mounted as a kubelet
 * mounts them. The sandbox's addresses go in as values.
 */
class ChartIT {

  private static final int TERMINATED = 143;

  @TempDir static Path temporary;

  private static Distribution distribution;

  private final Sandbox sandbox = SharedSandbox.get();
  private final Map<String, String> image;

  ChartIT() throws IOException {
    image = ImageRecipe.read().environment();
  }

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    distribution = Distribution.unpackedIn(temporary);
  }

  @Test
  void theMinimalSetBecomesReady() throws Exception {
    Topics.create(sandbox, "seismology.earthquakes.v1");
    distribution.run(
        Map.of("SLUICE_REGISTRY_URL", sandbox.registryUrl()),
        "publish",
        "contracts/seismology/earthquakes.odcs.yaml");

    becomesReady(rendered("minimal"), Map.of(), "seismology.earthquakes");
  }

  @Test
  void contractsThatAreGivenArePublishedAndThenEnforced() throws Exception {
    Topics.create(sandbox, "weather.readings.v1");
    Rendered rendered = rendered("contracts-given");
    Map<String, Map<String, String>> secrets =
        Map.of("registry-token", Map.of("bearer", "of-a-registry-that-asks-for-none"));

    LocalPod job =
        new LocalPod(
                temporary.resolve("job"),
                rendered,
                rendered.one(Job.class).getSpec().getTemplate(),
                secrets)
            .mount();
    Outcome published =
        distribution.run(job.environment(image), job.arguments().toArray(String[]::new));

    assertThat(published.out()).contains("weather.readings:1.0.0").hasLineCount(1);
    assertThat(published.exitCode()).isZero();
    becomesReady(rendered, secrets, "weather.readings");
  }

  private void becomesReady(
      Rendered rendered, Map<String, Map<String, String>> secrets, String contract)
      throws IOException, InterruptedException {
    LocalPod pod =
        new LocalPod(temporary.resolve("pod-" + contract), rendered, rendered.servicePod(), secrets)
            .mount();
    Map<String, String> environment = pod.environment(image);
    assertThat(environment.put("SLUICE_PORT", "0")).isEqualTo("8480");
    try (RunningService service = distribution.start(environment, pod.arguments())) {
      service.awaitReady();
      assertThat(service.get("/health/readiness").body()).contains(contract);
      assertThat(service.get("/health/liveness").statusCode()).isEqualTo(200);
      assertThat(service.terminate()).isEqualTo(TERMINATED);
    }
  }

  /** A set of values, with the sandbox's addresses put in. */
  private Rendered rendered(String set) throws IOException {
    Path addresses = temporary.resolve("addresses.yaml");
    Files.writeString(
        addresses,
        "registry: {url: \"%s\"}\nkafka: {bootstrapServers: \"%s\"}\n"
            .formatted(sandbox.registryUrl(), sandbox.bootstrapServers()));
    return Rendered.of(Repository.RESOURCES.resolve("values").resolve(set + ".yaml"), addresses);
  }
}
