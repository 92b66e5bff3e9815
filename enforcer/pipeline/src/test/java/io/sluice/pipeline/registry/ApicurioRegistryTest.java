package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers of a registry, and the lack of them, are told apart; over real sockets. */
class ApicurioRegistryTest {

  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;
  private ApicurioRegistry registry;
  private volatile int status = 200;
  private volatile String body = "\"string\"";
  private volatile boolean stalls;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    registry = new ApicurioRegistry(settings(new Credentials.Basic("sluice", "s3cret")));
  }

  private RegistrySettings settings(Credentials credentials) {
    return new RegistrySettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/apis/registry/v3"),
        credentials,
        Duration.ofMillis(500),
        Duration.ofMillis(500));
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!"Basic c2x1aWNlOnMzY3JldA=="
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      status = 401;
    }
    boolean references = exchange.getRequestURI().getPath().endsWith("/references");
    byte[] bytes = (references ? "[]" : body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (stalls) {
        await();
      }
      out.write(bytes);
    }
  }

  private void await() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    release.countDown();
    registry.close();
    server.stop(0);
  }

  @Test
  void aSchemaIsFound() {
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Found.class);
  }

  @Test
  void aMissingIdIsUnknown() {
    status = 404;
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unknown.class);
    assertThat(registry.byGlobalId(1)).isInstanceOf(SchemaLookup.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 409, 429, 500, 502, 503, 504})
  void everyOtherStatusIsAnOutageAndSaysNothingOfTheId(int answered) {
    status = answered;
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @Test
  void aBodyThatNeverComesIsAnOutageWithinItsBound() {
    stalls = true;
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @Test
  void noServerAtAllIsAnOutage() {
    server.stop(0);
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @Test
  void somethingElseThanASchemaIsUnreadable() {
    body = "<html>";
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unreadable.class);
  }

  @Test
  void secretsAreInNoText() {
    Credentials.Basic basic = new Credentials.Basic("sluice", "s3cret");
    status = 401;

    assertThat(settings(basic).toString()).doesNotContain("s3cret");
    assertThat(new Credentials.Bearer("t0ken").toString()).doesNotContain("t0ken");
    assertThat(registry.byContentId(1).toString()).doesNotContain("s3cret");
  }
}
