package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers of a registry, and the lack of them, are told apart; over real sockets. */
class ApicurioRegistryTest {

  private static final String BASE = "/apis/registry/v3";
  private static final String ID = "/ids/contentIds/1";
  private static final String KIND = "/groups/default/artifacts/kind/versions/1";
  private static final String REFERENCE_TO_KIND =
      "[{\"name\":\"Kind\",\"artifactId\":\"kind\",\"version\":\"1\"}]";

  private final CountDownLatch release = new CountDownLatch(1);
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private HttpServer server;
  private ApicurioRegistry registry;
  private volatile int status = 200;
  private volatile boolean stalls;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(BASE, this::answer);
    server.start();
    registry = new ApicurioRegistry(settings(new Credentials.Basic("sluice", "s3cret")));
    pages.put(ID, "\"string\"");
    pages.put(ID + "/references", "[]");
  }

  private RegistrySettings settings(Credentials credentials) {
    return new RegistrySettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + BASE),
        credentials,
        Duration.ofMillis(500),
        Duration.ofMillis(500));
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean known =
        "Basic c2x1aWNlOnMzY3JldA==".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    String path = exchange.getRequestURI().getPath().substring(BASE.length());
    String page = pages.get(path);
    int answered = !known ? 401 : page == null && status == 200 ? 404 : status;
    String body =
        page == null || answered != 200
            ? "{\"status\":%d,\"title\":\"Of its own: %s\"}".formatted(answered, "x".repeat(9_000))
            : page;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answered, bytes.length);
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
    assertThat(registry.byContentId(1))
        .isEqualTo(new SchemaLookup.Found(Schema.create(Schema.Type.STRING)));
  }

  @Test
  void aMissingIdIsUnknown() {
    assertThat(registry.byContentId(2)).isInstanceOf(SchemaLookup.Unknown.class);
    assertThat(registry.byGlobalId(2)).isInstanceOf(SchemaLookup.Unknown.class);
  }

  @Test
  void anIdThatWasMissingIsFoundOnceItIsThere() {
    String schema = pages.remove(ID);
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unknown.class);

    pages.put(ID, schema);

    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Found.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 409, 418, 422, 429, 500, 502, 503, 504})
  void everyOtherStatusIsAnOutageAndSaysNothingOfTheId(int answered) {
    status = answered;
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @Test
  void anOutageNamesPlaceStatusAndTheRegistrysOwnWordsInAFewOfThem() {
    status = 503;
    assertThat(registry.byContentId(1))
        .isInstanceOfSatisfying(
            SchemaLookup.Unavailable.class,
            outage ->
                assertThat(outage.reason())
                    .startsWith("the registry at 127.0.0.1:")
                    .contains("answered 503 to GET " + BASE + ID + ": Of its own")
                    .hasSizeLessThan(500));
  }

  @Test
  void aBodyThatNeverComesIsAnOutageWithinItsBound() {
    stalls = true;
    assertThat(registry.byContentId(1))
        .isInstanceOfSatisfying(
            SchemaLookup.Unavailable.class,
            outage -> assertThat(outage.reason()).contains("did not answer in time"));
  }

  @Test
  void noServerAtAllIsAnOutage() {
    server.stop(0);
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @Test
  void askingAfterTheEndIsAnOutage() {
    registry.close();
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @Test
  void aThreadThatIsToStopAsksNoMoreAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    SchemaLookup lookup = registry.byContentId(1);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(lookup).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Back soon</html>", "{\"error\":\"maintenance\"}", "404 gone", ""})
  void aPageOfAProxyIsAnOutage(String page) {
    pages.put(ID, page);
    pages.put(ID + "/references", page);
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unavailable.class);
  }

  /** Avro's parser has an exception of another kind for each of the last three. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "syntax = \"proto3\";",
        "{}",
        "",
        "\"Nowhere\"",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
            + "[{\"name\":\"a\",\"type\":\"int\",\"order\":\"sideways\"}]}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":"
            + "[{\"name\":\"a\",\"type\":\"int\",\"order\":1}]}"
      })
  void somethingElseThanASchemaIsUnreadable(String content) {
    pages.put(ID, content);
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unreadable.class);
  }

  @Test
  void namesAndDefaultsOfProducersAreReadAsTheyAre() {
    pages.put(
        ID,
        "{\"type\":\"record\",\"name\":\"my-record\",\"fields\":"
            + "[{\"name\":\"a-b\",\"type\":\"int\",\"default\":\"none\"}]}");
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Found.class);
  }

  @Test
  void referencesAreReadFirst() {
    refersToKind();
    pages.put(KIND + "/content", "{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"A\"]}");
    pages.put(KIND + "/references", "[]");

    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Found.class);
  }

  @Test
  void aSchemaWhoseReferencesAreNotThereYetIsUnknownAndNotCondemnedForGood() {
    refersToKind();
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unknown.class);

    pages.put(KIND + "/content", "{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"A\"]}");
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unknown.class);

    pages.remove(ID + "/references");
    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Unknown.class);
  }

  @Test
  void referencesThatGoInCirclesComeToAnEnd() {
    refersToKind();
    pages.put(KIND + "/content", "{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"A\"]}");
    pages.put(KIND + "/references", REFERENCE_TO_KIND);

    assertThat(registry.byContentId(1)).isInstanceOf(SchemaLookup.Found.class);
  }

  private void refersToKind() {
    pages.put(
        ID,
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"kind\",\"type\":\"Kind\"}]}");
    pages.put(ID + "/references", REFERENCE_TO_KIND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 page not found", "{}", "[]", "{\"versions\":{}}"})
  void aListThatIsNoneIsAnOutageAndNotAnEmptyOne(String page) {
    pages.put("/search/versions", page);
    pages.put("/groups/sluice/artifacts/orders/versions", page);
    assertThatThrownBy(() -> registry.contracts().ids())
        .isInstanceOf(RegistryUnavailableException.class);
    assertThatThrownBy(() -> registry.contracts().load("orders"))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aListThatIsNotThereIsAnOutage() {
    assertThatThrownBy(() -> registry.contracts().ids())
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aContractWhoseSchemaIsNotThereYetIsWaitedFor() {
    String contract = "/groups/sluice/artifacts/orders/versions";
    pages.put(
        contract,
        "{\"versions\":[{\"version\":\"1.0.0\",\"state\":\"ENABLED\",\"globalId\":1,"
            + "\"createdOn\":\"2026-06-01T00:00:00Z\"}]}");
    pages.put(contract + "/1.0.0/content", "id: orders");
    pages.put(contract + "/1.0.0/references", REFERENCE_TO_KIND);

    assertThatThrownBy(() -> registry.contracts().load("orders"))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(KIND);
  }

  @Test
  void aChangeThatTheRegistryHasNoPlaceForIsAnOutage() {
    status = 404;
    try (RegistryHttp http =
        new RegistryHttp(settings(new Credentials.Basic("sluice", "s3cret")))) {
      assertThatThrownBy(() -> http.post("/groups/default/artifacts", Map.of()))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("answered 404 to POST");
    }
  }

  @Test
  void aWrongPasswordIsAnOutageThatDoesNotPrintIt() {
    try (ApicurioRegistry stranger =
        new ApicurioRegistry(settings(new Credentials.Basic("sluice", "0ther")))) {
      assertThat(stranger.byContentId(1))
          .isInstanceOfSatisfying(
              SchemaLookup.Unavailable.class,
              outage ->
                  assertThat(outage.reason())
                      .contains("answered 401")
                      .doesNotContain("0ther", "c2x1aWNl"));
    }
  }
}
