package io.sluice.sandbox;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka's own image in a container, for whoever has a container engine. */
final class ContainerKafka implements KafkaBroker {

  private static final String IMAGE = "apache/kafka:" + Versions.of("kafka.version");
  private static final int PORT = 9092;

  private final KafkaContainer container;

  private ContainerKafka(KafkaContainer container) {
    this.container = container;
  }

  /**
   * Starts one.
   *
   * @throws SandboxException where no container engine is to be had
   */
  static ContainerKafka start() {
    KafkaContainer container =
        new KafkaContainer(IMAGE)
            .withEnv(
                Map.of(
                    "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
                    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
                    "KAFKA_LOG_CLEANER_BACKOFF_MS", SharedSandbox.CLEANER_BACKOFF_MS,
                    "KAFKA_LOG_RETENTION_MS", "-1"))
            .withCreateContainerCmdModifier(
                command -> bind(Objects.requireNonNull(command.getHostConfig()), Ports.free()));
    try {
      container.start();
    } catch (RuntimeException e) {
      throw new SandboxException(
          "no Kafka container: -Dsluice.kafka=testcontainers needs a container engine (Docker or Podman)"
              + " and the image "
              + IMAGE
              + "; without one, leave that setting out: "
              + e.getMessage(),
          e);
    }
    return new ContainerKafka(container);
  }

  /** A port that the engine chooses would be another one after each restart. */
  private static void bind(HostConfig host, int port) {
    var _ = host.withPortBindings(new PortBinding(Binding.bindPort(port), new ExposedPort(PORT)));
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void stop() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void restart() {
    container.getDockerClient().restartContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() {
    container.stop();
  }
}
