package io.sluice.cli.conservation;

import io.sluice.cli.SluiceCommand;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, as {@code bin/sluice run} runs it. */
final class ServiceProcess {

  /** Of its only pipeline. */
  static final int THREADS = 2;

  private static final String LISTENING = "sluice: listening on ";

  private final Process process;
  private final String url;

  private ServiceProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param folder its settings, its state and its log
   */
  static ServiceProcess start(Path folder, Sandbox sandbox, String contract) throws IOException {
    Files.createDirectories(folder);
    Path settings = folder.resolve("sluice.yml");
    Files.writeString(
        settings,
        """
        kafka:
          bootstrap.servers: %s
        sluice:
          port: 0
          registry:
            url: %s
          contracts:
            ids: [%s]
          measure:
            application-id: measure-%s
          pipeline:
            threads: %d
            create-topics: true
            replication-factor: 1
            state-directory: %s
        """
            .formatted(
                sandbox.bootstrapServers(),
                sandbox.registryUrl(),
                contract,
                contract,
                THREADS,
                folder.resolve("state")));
    Process process =
        new ProcessBuilder(command(settings))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    String line = process.inputReader().readLine();
    if (line == null || !line.startsWith(LISTENING)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "the service did not start:\n" + Files.readString(folder.resolve("log")));
    }
    return new ServiceProcess(process, line.substring(LISTENING.length()));
  }

  private static List<String> command(Path settings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dsluice.log=INFO",
        "-cp",
        System.getProperty("java.class.path"),
        SluiceCommand.class.getName(),
        "run",
        "--config",
        settings.toString());
  }

  boolean isReady() throws IOException, InterruptedException {
    return ask("/health/readiness").statusCode() == 200;
  }

  /** What stands at a path. */
  String get(String path) throws IOException, InterruptedException {
    return ask(path).body();
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Kills it as the kernel does when memory runs out: no hook runs. Does nothing to a dead one. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Ends it as an orchestrator does; returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service did not stop within 60 s");
    }
    return process.exitValue();
  }
}
