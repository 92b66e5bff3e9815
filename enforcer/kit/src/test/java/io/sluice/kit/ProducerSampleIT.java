package io.sluice.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample producer of the docs, built by Maven as a producer builds it. */
class ProducerSampleIT {

  private static final Path ROOT = Path.of(property("sluice.root"));
  private static final Path SAMPLE = Path.of("docs", "producer-sample");

  /** In a report of surefire: how long the test class took. */
  private static final Pattern TIME = Pattern.compile("<testsuite [^>]* time=\"([0-9.]+)\"");

  @TempDir private static Path temporary;

  private static StagedRepository repository;

  @TempDir private Path folder;

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  @BeforeAll
  static void stage() throws IOException {
    repository =
        StagedRepository.of(
            ROOT,
            property("sluice.version"),
            Path.of(property("maven.repo.local")),
            temporary.resolve("repository"));
  }

  /** What a build printed, and what it came to. */
  private record Built(int exitCode, String output, Path home) {

    double secondsOfTests() throws IOException {
      Path report =
          home.resolve("target/surefire-reports/TEST-io.sluice.samples.sales.OrdersTest.xml");
      Matcher time = TIME.matcher(Files.readString(report));
      assertThat(time.find()).isTrue();
      return Double.parseDouble(time.group(1));
    }
  }

  /** A copy of the sample beside the contracts, as it stands in the source tree. */
  private Path copy() throws IOException {
    for (Path part : List.of(SAMPLE, Path.of("contracts"), Path.of("schemas"))) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path relative = ROOT.relativize(file);
          if (!relative.startsWith(SAMPLE.resolve("target"))) {
            Path target = folder.resolve(relative);
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
          }
        }
      }
    }
    return folder.resolve(SAMPLE);
  }

  private Built build(Path home) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder maven =
        new ProcessBuilder(
                Path.of(property("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-Dmaven.repo.local=" + repository.folder(),
                "-Dsluice.version=" + property("sluice.version"),
                "test")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    maven.environment().put("JAVA_HOME", property("java.home"));
    int exitCode = maven.start().waitFor();
    return new Built(exitCode, Files.readString(output, StandardCharsets.UTF_8), home);
  }

  private static void rename(Path home, String field, String to) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, Files.readString(file).replace(field, to));
      }
    }
  }

  @Test
  void aProducerThatHonoursItsContractBuilds() throws IOException, InterruptedException {
    Built built = build(copy());

    assertThat(built.output()).contains("Tests run: 2, Failures: 0, Errors: 0", "BUILD SUCCESS");
    assertThat(built.exitCode()).isZero();
  }

  @Test
  void aFieldThatIsRenamedInItsCodeFailsItsBuildWithTheRenameAndThePlaceInTheContract()
      throws IOException, InterruptedException {
    Path home = copy();
    rename(home, "order_value", "order_total_usd");

    Built built = build(home);

    assertThat(built.exitCode()).isNotZero();
    assertThat(built.output())
        .contains("expected the event to honour sales.order-events:")
        .containsPattern(
            "ERROR \\.\\./\\.\\./contracts/sales/order-events\\.odcs\\.yaml:\\d+:\\d+ order_value field"
                + " order_value is missing; the writer has order_total_usd of the same type: a rename\\?"
                + " \\[schema\\.missingField]");
  }

  @Test
  @Tag("full")
  void thatTakesLessThanFiveSecondsOfTests() throws IOException, InterruptedException {
    Path home = copy();
    rename(home, "order_value", "order_total_usd");

    assertThat(build(home).secondsOfTests()).isLessThan(5);
  }
}
