package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.sandbox.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Prometheus server in a process of its own, which looks at everything each second. */
final class PrometheusServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final String url;

  private PrometheusServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Where it is missing, the test is skipped; not where continuous integration installs it. */
  static void assumeInstalled() {
    boolean isInstalled =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    if (System.getenv("CI") != null) {
      assertThat(isInstalled).as("prometheus (Debian: package prometheus)").isTrue();
    }
    assumeTrue(isInstalled, "skipped: prometheus is not installed (Debian: package prometheus)");
  }

  /**
   * Starts one.
   *
   * @param folder its configuration, its data and its log
   * @param rules a file
   * @param service whose meters it scrapes
   */
  static PrometheusServer start(Path folder, Path rules, String service) throws IOException {
    Path config = folder.resolve("prometheus.yaml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: sluice
            metrics_path: /prometheus
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(rules, URI.create(service).getAuthority()));
    String address = "127.0.0.1:" + Ports.free();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new PrometheusServer(process, "http://" + address);
  }

  /** The alerts that are pending or firing, each as {@code state severity name contract sli}. */
  List<String> alerts() throws IOException, InterruptedException {
    List<String> alerts = new ArrayList<>();
    for (JsonNode alert : ask("/api/v1/alerts").path("alerts")) {
      JsonNode labels = alert.path("labels");
      alerts.add(
          "%s %s %s %s %s"
              .formatted(
                  alert.path("state").asText(),
                  labels.path("severity").asText(),
                  labels.path("alertname").asText(),
                  labels.path("contract").asText(),
                  labels.path("sli").asText()));
    }
    return alerts;
  }

  /** Whether it has scraped the service, and evaluated the rules without a failure. */
  boolean isAtWork() throws IOException, InterruptedException {
    JsonNode targets = ask("/api/v1/targets").path("activeTargets");
    JsonNode groups = ask("/api/v1/rules").path("groups");
    return areAll(targets, "health", "up") && !groups.isEmpty() && areAllOk(groups);
  }

  /** How many series an expression has at this moment. */
  int values(String expression) throws IOException, InterruptedException {
    return ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .path("result")
        .size();
  }

  private static boolean areAllOk(JsonNode groups) {
    for (JsonNode group : groups) {
      if (!areAll(group.path("rules"), "health", "ok")) {
        return false;
      }
    }
    return true;
  }

  private static boolean areAll(JsonNode things, String field, String value) {
    boolean areAll = !things.isEmpty();
    for (JsonNode thing : things) {
      areAll &= thing.path(field).asText().equals(value);
    }
    return areAll;
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(url + path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return JSON.readTree(body).path("data");
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
