package io.sluice.cli.testing;

import io.sluice.cli.SluiceCommand;
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
public final class ServiceProcess {

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
   * @param folder for its settings ({@code sluice.yml}) and its log, which takes up where an
   *     earlier one ended
   * @param settings what its settings say
   * @param logging the level from which on the service logs; with {@code DEBUG}, so do its clients
   */
  public static ServiceProcess start(Path folder, String settings, String logging)
      throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("sluice.yml"), settings);
    Process process =
        new ProcessBuilder(command(file, logging))
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

  private static List<String> command(Path settings, String logging) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        logging.equals("DEBUG") ? "-DSLUICE_LOG_LEVEL=DEBUG" : "-Dsluice.log=" + logging,
        "-cp",
        System.getProperty("java.class.path"),
        SluiceCommand.class.getName(),
        "run",
        "--config",
        settings.toString());
  }

  public boolean isReady() throws IOException, InterruptedException {
    return ask("/health/readiness").statusCode() == 200;
  }

  /** What stands at a path. */
  public String get(String path) throws IOException, InterruptedException {
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
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Ends it as an orchestrator does; returns its exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service did not stop within 60 s");
    }
    return process.exitValue();
  }
}
