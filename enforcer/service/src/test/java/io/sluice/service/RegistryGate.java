package io.sluice.service;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands before a registry, and troubles those who ask it as long as it is told to. */
final class RegistryGate implements AutoCloseable {

  /** What becomes of a question. */
  sealed interface Trouble {

    /** It is answered. */
    record None() implements Trouble {}

    /** It is refused with this status. */
    record Refused(int status) implements Trouble {}

    /** It is answered, but for this content, which is said to be unknown. */
    record Unknown(long contentId) implements Trouble {}

    /** It is answered, much later. */
    record Slow(Duration delay) implements Trouble {}
  }

  private static final int NOBODYS_ID = Integer.MAX_VALUE;

  private final URI registry;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger troubled = new AtomicInteger();
  private volatile Trouble trouble = new Trouble.None();

  /**
   * @param registryUrl the base of its REST interface
   */
  RegistryGate(String registryUrl) {
    this.registry = URI.create(registryUrl);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** The base of the REST interface behind the gate. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + registry.getPath();
  }

  void set(Trouble next) {
    troubled.set(0);
    trouble = next;
  }

  /** How many questions were troubled since the trouble was set. */
  int troubled() {
    return troubled.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      switch (trouble) {
        case Trouble.None none -> {}
        case Trouble.Refused refused -> {
          troubled.incrementAndGet();
          exchange.sendResponseHeaders(refused.status(), -1);
          return;
        }
        case Trouble.Unknown unknown -> {
          String known = "/contentIds/" + unknown.contentId();
          if (target.contains(known)) {
            troubled.incrementAndGet();
            target = target.replace(known, "/contentIds/" + NOBODYS_ID);
          }
        }
        case Trouble.Slow slow -> {
          troubled.incrementAndGet();
          LockSupport.parkNanos(slow.delay().toNanos());
        }
      }
      answer(exchange, target);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String target)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(target))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.equalsIgnoreCase("Accept") || name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    Headers headers = exchange.getResponseHeaders();
    for (String name : List.of("Content-Type", "X-Registry-ArtifactType")) {
      response.headers().firstValue(name).ifPresent(value -> headers.set(name, value));
    }
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
