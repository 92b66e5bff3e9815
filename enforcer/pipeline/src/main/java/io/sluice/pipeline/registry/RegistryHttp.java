package io.sluice.pipeline.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The registry's REST interface, request by request. Tells an answer from an outage: 2xx, 400, 404,
 * 409 and 422 are answers, everything else is an outage (401 and 403 too: a wrong credential of
 * ours says nothing of what was asked for).
 */
final class RegistryHttp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_DETAIL = 300;

  private final RegistrySettings settings;
  private final HttpClient client;

  RegistryHttp(RegistrySettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  /**
   * An answer of the registry.
   *
   * @param status 2xx, 400, 404, 409 or 422
   */
  record Answer(int status, String text) {

    boolean isFound() {
      return status / 100 == 2;
    }

    boolean isNotFound() {
      return status == 404;
    }

    /** What the registry says went wrong, shortened. */
    String problem() {
      String problem = text;
      try {
        JsonNode json = JSON.readTree(text);
        if (json.hasNonNull("title")) {
          problem = json.get("title").asText();
          JsonNode causes = json.path("causes");
          if (!causes.isEmpty()) {
            problem += ": " + causes;
          }
        }
      } catch (IOException e) {
        // Not the registry's own form of error: as it is.
      }
      return problem.length() > MAX_DETAIL ? problem.substring(0, MAX_DETAIL) + "…" : problem;
    }
  }

  /** A path of escaped segments below the base. */
  static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/')
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path.toString();
  }

  Answer get(String path) throws RegistryUnavailableException {
    return send(request(path).GET().build());
  }

  JsonNode json(Answer answer) throws RegistryUnavailableException {
    try {
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new RegistryUnavailableException(where() + " answered something else than JSON", e);
    }
  }

  Answer post(String path, Object body) throws RegistryUnavailableException {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + body.getClass(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    String base = settings.url().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(settings.requestTimeout());
    settings.credentials().authorization().ifPresent(a -> request.header("Authorization", a));
    return request;
  }

  private Answer send(HttpRequest request) throws RegistryUnavailableException {
    HttpResponse<String> response = exchange(request);
    int status = response.statusCode();
    return switch (status) {
      case 200, 201, 202, 204, 400, 404, 409, 422 -> new Answer(status, response.body());
      default ->
          throw new RegistryUnavailableException(
              where() + " answered " + status + " to " + request.uri().getPath(), null);
    };
  }

  /** The client's own timeout ends with the headers; this bounds the body as well. */
  private HttpResponse<String> exchange(HttpRequest request) throws RegistryUnavailableException {
    var exchange = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    Duration bound = settings.connectTimeout().plus(settings.requestTimeout());
    try {
      return exchange.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String what =
          cause instanceof HttpTimeoutException ? "did not answer in time" : "can't be reached";
      throw new RegistryUnavailableException(where() + " " + what + " (" + cause + ")", cause);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new RegistryUnavailableException(where() + " did not answer in time", e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking " + where(), e);
    }
  }

  private String where() {
    return "the registry at " + settings.url().getHost() + ":" + settings.url().getPort();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
