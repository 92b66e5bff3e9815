package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, asked as a probe asks it. */
final class RunningService implements AutoCloseable {

  private static final String LISTENS = "sluice: listening on ";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Process process;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningService(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static RunningService of(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    String line = Objects.requireNonNull(out.readLine(), "the service ended");
    assertThat(line).startsWith(LISTENS);
    return new RunningService(process, line.substring(LISTENS.length()));
  }

  void awaitReady() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get("/health/readiness");
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            });
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(SOON).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The program that runs now. */
  String program() {
    return process.info().command().orElse("");
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Sends SIGTERM, as Kubernetes and Docker do, and gives the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Ends it whatever became of the test. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    client.close();
  }
}
