package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.distribution.Distribution.Outcome;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SharedSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked and started as a user would. */
class DistributionIT {

  private static final String CONTRACT = "contracts/seismology/earthquakes.odcs.yaml";
  private static final String PRODUCT_TOPIC = "seismology.earthquakes.v1";

  /** Exit code of a process that ended on SIGTERM in good order. */
  private static final int TERMINATED = 143;

  /** No compiler and none of the tools that a JDK has beyond a JRE. */
  private static final String MODULES_OF_A_JRE =
      "--limit-modules java.se,jdk.charsets,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management,"
          + "jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs";

  @TempDir static Path temporary;

  private static Distribution distribution;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    distribution = Distribution.unpackedIn(temporary);
  }

  @Test
  void itHasTheVersionThatIsBuilt() throws Exception {
    Outcome outcome = distribution.run(Map.of(), "--version");

    assertThat(outcome.out()).isEqualToIgnoringNewLines("sluice " + Repository.version());
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void itsContractsLintAndItsRecordsAreJudged() throws Exception {
    assertThat(distribution.run(Map.of(), "lint", "contracts").exitCode()).isZero();

    Outcome judged = distribution.run(Map.of(), "test", CONTRACT, "data/earthquakes.ndjson");

    assertThat(judged.exitCode()).isEqualTo(1);
    assertThat(judged.out()).contains("type.invalidValues");
  }

  @Test
  void itHoldsTheDocsAndTheLicence() {
    assertThat(
            Stream.of("README.md", "LICENSE", "CHANGELOG.md", "docs/settings.md", "etc/sluice.yml"))
        .allSatisfy(file -> assertThat(distribution.home().resolve(file)).isRegularFile());
  }

  @Test
  void everySettingOfItsExampleIsOneThatThereIs() throws IOException {
    String reference = Files.readString(distribution.home().resolve("docs/settings.md"));
    // The head explains in sentences; below, a comment is a setting that is switched off.
    String example =
        example().substring(example().indexOf("sluice:")).replaceAll("(?m)^( +)# ", "$1");

    TreeSet<String> names = new TreeSet<>();
    example
        .lines()
        .filter(line -> line.matches(" +[\\w-]+:.*"))
        .map(line -> line.strip().replaceAll(":.*", ""))
        .forEach(names::add);

    assertThat(names).contains("token-file", "create-topics", "port");
    assertThat(names)
        .allSatisfy(name -> assertThat(reference).containsPattern("`?[\\w.-]*\\b" + name + "\\b"));
  }

  @Test
  void theServiceRunsOnAJreAndEndsInGoodOrderOnASignal() throws Exception {
    Sandbox sandbox = SharedSandbox.get();
    Topics.create(sandbox, PRODUCT_TOPIC);
    List<String> before = files();
    Path settings = temporary.resolve("sluice.yml");
    Files.writeString(
        settings,
        example()
            .replace("http://localhost:8080/apis/registry/v3", sandbox.registryUrl())
            .replace("localhost:9092", sandbox.bootstrapServers()));

    Outcome published =
        distribution.run(Map.of("SLUICE_REGISTRY_URL", sandbox.registryUrl()), "publish", CONTRACT);
    assertThat(published.out()).contains("seismology.earthquakes:1.0.0");
    Map<String, String> environment =
        Map.of(
            "SLUICE_PORT",
            "0",
            "SLUICE_CONTRACTS_IDS",
            "seismology.earthquakes",
            "SLUICE_PIPELINE_STATE_DIRECTORY",
            temporary.resolve("states").toString(),
            "SLUICE_JAVA_OPTS",
            MODULES_OF_A_JRE);
    try (RunningService service =
        distribution.start(environment, List.of("run", "--config", settings.toString()))) {
      service.awaitReady();
      assertThat(service.get("/health/readiness").body()).contains("seismology.earthquakes");
      assertThat(service.get("/prometheus").body())
          .contains("sluice_pipeline_state{contract=\"seismology.earthquakes\",major=\"1\"} 3.0");
      // The launcher has become the service, so that a signal reaches it.
      assertThat(service.program()).endsWith("java");
      assertThat(service.children()).isEmpty();

      assertThat(service.terminate()).isEqualTo(TERMINATED);
    }

    assertThat(files()).isEqualTo(before);
  }

  private static String example() throws IOException {
    return Files.readString(distribution.home().resolve("etc/sluice.yml"));
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(distribution.home())) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
