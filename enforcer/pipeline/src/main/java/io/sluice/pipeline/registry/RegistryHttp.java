package io.sluice.pipeline.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The registry's REST interface, request by request. Tells an answer from an outage. To a question,
 * 200 and 404 are answers; to a request for a change, 2xx, 400, 409 and 422 are. Everything else is
 * an outage, 401 and 403 too (a wrong credential of ours says nothing of what was asked for), and
 * so is a body of another shape than the registry's.
 */
final class RegistryHttp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistrySettings settings;
  private final String base;
  private final HttpClient client;

  RegistryHttp(RegistrySettings settings) {
    this.settings = settings;
    this.base = settings.url().toString().replaceAll("/+$", "");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  /**
   * The registry's answer to a request for a change.
   *
   * @param status 2xx, 400, 409 or 422
   */
  record Answer(int status, String text) {

    boolean isAccepted() {
      return status / 100 == 2;
    }

    boolean isConflict() {
      return status == 409;
    }

    /** What stands against the change. */
    Problem problem() {
      return Problem.of(text);
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

  /** What stands there; empty where the registry has nothing there. */
  Optional<String> find(String path) throws RegistryUnavailableException {
    HttpRequest request = request(path).GET().build();
    HttpResponse<String> response = exchange(request);
    return switch (response.statusCode()) {
      case 200 -> Optional.of(response.body());
      case 404 -> Optional.empty();
      default -> throw outage(request, response);
    };
  }

  /** The JSON object that stands there; empty where the registry has nothing there. */
  Optional<JsonNode> findObject(String path) throws RegistryUnavailableException {
    return find(path, JsonNodeType.OBJECT);
  }

  /** The JSON array that stands there; empty where the registry has nothing there. */
  Optional<JsonNode> findArray(String path) throws RegistryUnavailableException {
    return find(path, JsonNodeType.ARRAY);
  }

  private Optional<JsonNode> find(String path, JsonNodeType type)
      throws RegistryUnavailableException {
    Optional<String> text = find(path);
    return text.isEmpty() ? Optional.empty() : Optional.of(json(text.get(), type));
  }

  /** The JSON object that an accepted change was answered with. */
  JsonNode object(Answer answer) throws RegistryUnavailableException {
    return json(answer.text(), JsonNodeType.OBJECT);
  }

  private JsonNode json(String text, JsonNodeType type) throws RegistryUnavailableException {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (IOException e) {
      throw new RegistryUnavailableException(where() + " answered something else than JSON", e);
    }
    if (json.getNodeType() != type) {
      throw new RegistryUnavailableException(
          where() + " answered JSON of another shape than a registry's", null);
    }
    return json;
  }

  Answer post(String path, Object body) throws RegistryUnavailableException {
    return change("POST", path, body);
  }

  Answer put(String path, Object body) throws RegistryUnavailableException {
    return change("PUT", path, body);
  }

  private Answer change(String method, String path, Object body)
      throws RegistryUnavailableException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(bytes(body)))
            .build();
    HttpResponse<String> response = exchange(request);
    return switch (response.statusCode()) {
      case 200, 201, 202, 204, 400, 409, 422 -> new Answer(response.statusCode(), response.body());
      default -> throw outage(request, response);
    };
  }

  private static byte[] bytes(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + body.getClass(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(settings.requestTimeout());
    settings.credentials().authorization().ifPresent(a -> request.header("Authorization", a));
    return request;
  }

  private RegistryUnavailableException outage(HttpRequest request, HttpResponse<String> response) {
    String problem = Problem.of(response.body()).text();
    return new RegistryUnavailableException(
        "%s answered %d to %s %s%s"
            .formatted(
                where(),
                response.statusCode(),
                request.method(),
                request.uri().getPath(),
                problem.isEmpty() ? "" : ": " + problem),
        null);
  }

  /** The client's own timeout ends with the headers; this bounds the body as well. */
  private HttpResponse<String> exchange(HttpRequest request) throws RegistryUnavailableException {
    var exchange = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    Duration bound = settings.connectTimeout().plus(settings.requestTimeout());
    try {
      return exchange.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof HttpTimeoutException
          ? late(cause)
          : new RegistryUnavailableException(
              where() + " can't be reached (" + Problem.shortened(cause.toString()) + ")", cause);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw late(e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking " + where(), e);
    }
  }

  private RegistryUnavailableException late(@Nullable Throwable cause) {
    return new RegistryUnavailableException(where() + " did not answer in time", cause);
  }

  private String where() {
    return "the registry at " + settings.url().getAuthority();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
