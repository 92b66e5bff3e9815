package io.sluice.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The archive, unpacked.
 *
 * @param home the folder that it unpacks to
 */
record Distribution(Path home) {

  private static final String NAME = "sluice-" + Project.version();

  static Path archive() {
    return Project.root().resolve("enforcer/distribution/target").resolve(NAME + ".tar.gz");
  }

  /** Unpacks it into a folder. */
  static Distribution unpackedIn(Path folder) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive().toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new IllegalStateException("can't unpack " + archive());
    }
    return new Distribution(folder.resolve(NAME));
  }

  Path launcher() {
    return home.resolve("bin/sluice");
  }

  /**
   * Starts a command in a clean environment but for these variables.
   *
   * @param work where it is started; errors go to the file {@code errors} there
   */
  Process start(Path work, Map<String, String> environment, List<String> arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher().toString());
    builder.command().addAll(arguments);
    builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
    builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder
        .directory(work.toFile())
        .redirectError(ProcessBuilder.Redirect.appendTo(work.resolve("errors").toFile()))
        .start();
  }
}
