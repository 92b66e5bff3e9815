package io.sluice.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process: one node in KRaft combined mode, on loopback, topics not
 * created by themselves, records kept for ever. Its data lasts until it is closed, so that it can
 * be stopped and started again in between. Not thread-safe.
 */
public final class EmbeddedKafka implements KafkaBroker {

  private static final long SPACE_MIB = 256;

  private final Path folder;
  private final int port;
  private final Properties properties;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(Path folder, int port, Properties properties) {
    this.folder = folder;
    this.port = port;
    this.properties = properties;
  }

  /**
   * Starts a broker.
   *
   * @param port where clients connect; 0 for a free one
   * @param overrides broker properties beyond the sandbox's own
   * @throws SandboxException where it can't start; nothing is left behind then
   */
  public static EmbeddedKafka start(int port, Map<String, String> overrides) {
    int clients = Ports.resolve(port, "Kafka");
    Path folder = Folders.temporary("kafka");
    EmbeddedKafka kafka =
        new EmbeddedKafka(folder, clients, properties(folder, clients, overrides));
    try {
      Folders.ensureSpace(folder, SPACE_MIB, "Kafka", Folders.TEMPORARY_SETTING);
      kafka.format();
      kafka.startServer();
      return kafka;
    } catch (RuntimeException e) {
      kafka.closeAfter(e);
      throw e instanceof SandboxException
          ? e
          : Folders.failure("Kafka did not start", folder, Folders.TEMPORARY_SETTING, e);
    }
  }

  /** Closes what failed to start; what fails in that must not hide why. */
  private void closeAfter(RuntimeException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static Properties properties(Path folder, int port, Map<String, String> overrides) {
    int controller = Ports.free();
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + Ports.LOOPBACK + ":" + controller);
    properties.put(
        "listeners",
        "CLIENT://%s:%d,CONTROLLER://%s:%d"
            .formatted(Ports.LOOPBACK, port, Ports.LOOPBACK, controller));
    properties.put("advertised.listeners", "CLIENT://" + Ports.LOOPBACK + ":" + port);
    properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "CLIENT");
    properties.put("log.dirs", folder.resolve("data").toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // Records of 2001 would be gone after the first retention check otherwise.
    properties.put("log.retention.ms", "-1");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.putAll(overrides);
    return properties;
  }

  private void format() {
    Path config = folder.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(config)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int exit =
        StorageTool.execute(
            new String[] {
              "format",
              "--config",
              config.toString(),
              "--cluster-id",
              Uuid.randomUuid().toString(),
              "--ignore-formatted"
            },
            new PrintStream(output, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new SandboxException(
          "Kafka's storage could not be formatted: " + output.toString(StandardCharsets.UTF_8));
    }
  }

  private void startServer() {
    KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server = starting;
    starting.startup();
  }

  /** Starts the broker again, on the same port and data, after {@link #stop}. */
  @Override
  public void restart() {
    stop();
    startServer();
  }

  /** Stops the broker and keeps its data. */
  @Override
  public void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  @Override
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + port;
  }

  /** Stops the broker and deletes its data. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      Folders.delete(folder);
    }
  }
}
