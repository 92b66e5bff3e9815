package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Prometheus' own tool, which reads rules as the server does and tests them. */
final class Promtool {

  private Promtool() {}

  /** Where it is missing, the test is skipped; not where continuous integration installs it. */
  static void assumeInstalled() {
    boolean isInstalled =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (System.getenv("CI") != null) {
      assertThat(isInstalled).as("promtool (Debian: package prometheus)").isTrue();
    }
    assumeTrue(isInstalled, "skipped: promtool is not installed (Debian: package prometheus)");
  }

  static void checkRules(Path file) throws IOException, InterruptedException {
    run(file, "check", "rules", "--lint-fatal");
  }

  static void testRules(Path file) throws IOException, InterruptedException {
    run(file, "test", "rules");
  }

  /** In the file's folder, from where it names others. */
  private static void run(Path file, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    command.add(file.getFileName().toString());
    Process process =
        new ProcessBuilder(command)
            .directory(Objects.requireNonNull(file.toAbsolutePath().getParent()).toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
