package io.sluice.sandbox;

import io.sluice.sandbox.child.RegistryMain;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Apicurio Registry as a child process: its own artifact, an H2 database, on loopback. It
 * ends when this process does, however that ends: it reads its standard input, which this process
 * holds open. What it holds is there again after a restart, and gone once it is closed. Not
 * thread-safe.
 */
public final class RegistryProcess implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int LINES_OF_LOG = 15;

  private static final List<String> REACHING_IN =
      List.of(
          "APICURIO_",
          "QUARKUS_",
          "SMALLRYE_",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS");

  private final Path home;
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private RegistryProcess(Path home, Path folder, int port) {
    this.home = home;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a registry and waits until it answers.
   *
   * @param home where its distribution is unpacked
   * @param port where it listens; 0 for a free one
   * @throws SandboxException where it can't start; nothing is left behind then
   */
  public static RegistryProcess start(Path home, int port) {
    if (Runtime.version().feature() < 21) {
      throw new SandboxException(
          "Apicurio Registry needs Java 21 or later, this is Java " + Runtime.version().feature());
    }
    int listens = Ports.resolve(port, "the registry");
    RegistryProcess registry = new RegistryProcess(home, Folders.temporary("registry"), listens);
    try {
      registry.restart();
      return registry;
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /** Starts it on the same port and data, stopping it first where it runs. */
  public void restart() {
    stop();
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().keySet().removeIf(RegistryProcess::wouldConfigure);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw Folders.failure(
          "the registry's process did not start", folder, Folders.TEMPORARY_SETTING, e);
    }
    awaitReady(process);
  }

  /**
   * Whether an environment variable would reach into the registry: a user's own registry settings,
   * or options of the JVM, such as a debugger's port that the parent already holds.
   */
  static boolean wouldConfigure(String variable) {
    return REACHING_IN.stream().anyMatch(variable::startsWith);
  }

  private List<String> command() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dquarkus.http.host=" + Ports.LOOPBACK,
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.http.access-log.enabled=false",
        "-Dquarkus.management.host=" + Ports.LOOPBACK,
        "-Dquarkus.management.port=0",
        // Written at once: it may be stopped in the next moment.
        "-Dapicurio.datasource.url=jdbc:h2:file:%s;WRITE_DELAY=0"
            .formatted(folder.resolve("registry")),
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-cp",
        ownClasses() + File.pathSeparator + home.resolve("quarkus-run.jar"),
        RegistryMain.class.getName());
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          RegistryMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the sandbox's own classes have no place", e);
    }
  }

  private void awaitReady(Process starting) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/system/info"))
            .timeout(Duration.ofSeconds(5))
            .build();
    Instant deadline = Instant.now().plus(READY_WITHIN);
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      while (Instant.now().isBefore(deadline)) {
        if (starting.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new SandboxException("the registry ended while it started:\n" + endOfLog());
        }
        if (answers(client, request)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while the registry started", e);
    }
    throw new SandboxException(
        "the registry did not answer within " + READY_WITHIN.toSeconds() + " s:\n" + endOfLog());
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Path log() {
    return folder.resolve("registry.log");
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    } catch (IOException e) {
      return "(its log can't be read: " + e.getMessage() + ")";
    }
  }

  /** The base of its REST interface, version 3. */
  public String url() {
    return "http://" + Ports.LOOPBACK + ":" + port + "/apis/registry/v3";
  }

  /** Its process id; empty while it is stopped. */
  public OptionalLong pid() {
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  /** Stops it, at once if need be, and keeps its data. */
  public void stop() {
    Process running = process;
    process = null;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(5, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    // Interrupted or not: its folder goes next.
    running.onExit().join();
  }

  /** Stops it and deletes its data and its log. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      Folders.delete(folder);
    }
  }
}
