package io.sluice.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and a real Apicurio Registry, started side by side. Stops with the process,
 * also on Ctrl-C, and leaves nothing behind.
 */
public final class Sandbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

  private final CompletableFuture<KafkaBroker> kafka;
  private final CompletableFuture<RegistryProcess> registry;
  private final Thread hook = new Thread(this::stop, "sandbox-stop");
  private boolean closed;

  private Sandbox(
      CompletableFuture<KafkaBroker> kafka, CompletableFuture<RegistryProcess> registry) {
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
    return start(settings, () -> EmbeddedKafka.start(settings.kafkaPort(), Map.of()));
  }

  /** Starts a sandbox with a broker of another kind. */
  static Sandbox start(Settings settings, Supplier<? extends KafkaBroker> broker) {
    Sandbox sandbox =
        new Sandbox(
            CompletableFuture.supplyAsync(broker::get),
            CompletableFuture.supplyAsync(() -> startRegistry(settings)));
    Runtime.getRuntime().addShutdownHook(sandbox.hook);
    try {
      CompletableFuture.allOf(sandbox.kafka, sandbox.registry).join();
      return sandbox;
    } catch (CompletionException e) {
      sandbox.close();
      throw e.getCause() instanceof SandboxException cause
          ? cause
          : new SandboxException("the sandbox did not start: " + e.getCause(), e);
    }
  }

  private static RegistryProcess startRegistry(Settings settings) {
    RegistryDistribution distribution =
        new RegistryDistribution(RegistryDistribution.defaultCache(), settings.progress());
    return RegistryProcess.start(distribution.home(), settings.registryPort());
  }

  /** Where Kafka clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return kafka.join().bootstrapServers();
  }

  /** The base of the registry's REST interface, version 3. */
  public String registryUrl() {
    return registry.join().url();
  }

  /** The broker, to stop and restart it. */
  public KafkaBroker kafka() {
    return kafka.join();
  }

  /** The registry, to stop and restart it. */
  public RegistryProcess registry() {
    return registry.join();
  }

  /** Creates a topic that keeps its records for ever. */
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new SandboxException("topic " + name + " was not created: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while topic " + name + " was created", e);
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
    try {
      closeOnceStarted(registry);
    } finally {
      closeOnceStarted(kafka);
    }
  }

  private static void closeOnceStarted(CompletableFuture<? extends AutoCloseable> part) {
    try (AutoCloseable started = part.get(STARTED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      LOG.debug("action=stop part={}", started.getClass().getSimpleName());
    } catch (ExecutionException e) {
      // It never started, and has cleared up after itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("action=stop error={}", e.toString());
    }
  }
}
