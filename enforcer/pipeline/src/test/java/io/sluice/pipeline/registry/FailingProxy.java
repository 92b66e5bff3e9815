package io.sluice.pipeline.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry, and dies after some requests. */
final class FailingProxy implements AutoCloseable {

  /** What becomes of the request that it dies of. */
  enum Death {
    /** The registry never hears of it. */
    BEFORE,
    /** The registry has answered it, and nobody hears of that. */
    AFTER
  }

  private final URI registry;
  private final Death death;
  private final AtomicInteger left;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param requests how many it lets through unharmed
   */
  FailingProxy(URI registry, int requests, Death death) throws IOException {
    this.registry = registry;
    this.death = death;
    this.left = new AtomicInteger(requests);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::forward);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + registry.getPath();
  }

  private void forward(HttpExchange exchange) throws IOException {
    int before = left.getAndDecrement();
    if (before > 0 || (before == 0 && death == Death.AFTER)) {
      HttpResponse<byte[]> answer = ask(exchange);
      if (before > 0) {
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
    exchange.close();
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    threads.close();
  }
}
