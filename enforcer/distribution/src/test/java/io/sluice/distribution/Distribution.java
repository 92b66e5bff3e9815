package io.sluice.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The archive, unpacked: the folder that a user runs, and that the image holds as {@code
 * /opt/sluice}.
 *
 * @param home the folder
 */
record Distribution(Path home) {

  /** How a command ended, and all that it printed. */
  record Outcome(int exitCode, String out) {}

  /** Unpacks it with the command that the docs name. */
  static Distribution unpackedIn(Path folder) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", Repository.archive().toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return new Distribution(folder.resolve("sluice-" + Repository.version()));
  }

  /** Runs a command to its end. */
  Outcome run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("sluice", ".out");
    Process process =
        process(environment, List.of(arguments))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(out, UTF_8);
    Files.delete(out);
    return new Outcome(process.exitValue(), printed);
  }

  /** Starts the service and waits until it listens; what it logs goes where the test's does. */
  RunningService start(Map<String, String> environment, List<String> arguments) throws IOException {
    return RunningService.of(
        process(environment, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The launcher, in the distribution's folder, with this environment and nothing else. */
  private ProcessBuilder process(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/sluice").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
