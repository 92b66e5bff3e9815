package io.sluice.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker and a real Apicurio Registry, started side by side. Stops with the process,
 * also on Ctrl-C, and leaves nothing behind.
 */
public final class Sandbox implements AutoCloseable {

  private final Starting<KafkaBroker> kafka;
  private final Starting<RegistryProcess> registry;
  private final Thread hook = new Thread(this::stop, "sandbox-stop");
  private boolean closed;

  private Sandbox(Starting<KafkaBroker> kafka, Starting<RegistryProcess> registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /**
   * Where a sandbox listens and whom it tells.
   *
   * @param kafkaPort 0 for a free one
   * @param registryPort 0 for a free one
   * @param progress takes one line for each step that takes long
   */
  public record Settings(int kafkaPort, int registryPort, Consumer<String> progress) {

    /** Free ports, silent. */
    public static Settings quiet() {
      return new Settings(0, 0, line -> {});
    }
  }

  /**
   * Starts a sandbox.
   *
   * @throws SandboxException where a part can't start; what had started is stopped
   */
  public static Sandbox start(Settings settings) {
    // Before anything starts: a taken port should not be told after a download of some minutes.
    int port = Ports.resolve(settings.kafkaPort(), "Kafka");
    return start(settings, () -> EmbeddedKafka.start(port, Map.of()));
  }

  /** Starts a sandbox with a broker of another kind. */
  static Sandbox start(Settings settings, Supplier<? extends KafkaBroker> broker) {
    int port = Ports.resolve(settings.registryPort(), "the registry");
    Sandbox sandbox =
        new Sandbox(
            Starting.of("kafka", broker),
            Starting.of("registry", () -> startRegistry(port, settings.progress())));
    Runtime.getRuntime().addShutdownHook(sandbox.hook);
    try {
      sandbox.awaitStarted();
      return sandbox;
    } catch (CompletionException e) {
      sandbox.close();
      throw e.getCause() instanceof SandboxException cause
          ? cause
          : new SandboxException("the sandbox did not start: " + e.getCause(), e);
    }
  }

  /** Waits for both, or for the first that fails. */
  private void awaitStarted() {
    CompletableFuture<Void> started = CompletableFuture.allOf(kafka.outcome(), registry.outcome());
    for (Starting<?> part : List.of(kafka, registry)) {
      var _ =
          part.outcome()
              .exceptionally(
                  e -> {
                    started.completeExceptionally(e);
                    return null;
                  });
    }
    started.join();
  }

  private static RegistryProcess startRegistry(int port, Consumer<String> progress) {
    RegistryDistribution distribution =
        new RegistryDistribution(RegistryDistribution.defaultCache(), progress);
    return RegistryProcess.start(distribution.home(), port);
  }

  /** Where Kafka clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return kafka.outcome().join().bootstrapServers();
  }

  /** The base of the registry's REST interface, version 3. */
  public String registryUrl() {
    return registry.outcome().join().url();
  }

  /** The broker, to stop and restart it. */
  public KafkaBroker kafka() {
    return kafka.outcome().join();
  }

  /** The registry, to stop and restart it. */
  public RegistryProcess registry() {
    return registry.outcome().join();
  }

  /** Creates a topic that keeps its records for ever, and takes records from now on. */
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    try (Admin admin = admin()) {
      FreshTopic.create(admin, name, partitions, configs);
    }
  }

  /** An admin client of the broker; the caller closes it. */
  public Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
  }

  /** Stops both. Does nothing the second time. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is running, or has run.
    }
  }

  private synchronized void stop() {
    if (closed) {
      return;
    }
    closed = true;
    registry.hurry();
    try {
      registry.close();
    } finally {
      kafka.close();
    }
  }
}
