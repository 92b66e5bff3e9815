package io.sluice.sandbox;

import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka's own image in a container, for whoever has a container engine. */
final class ContainerKafka implements KafkaBroker {

  private static final String IMAGE = "apache/kafka:4.3.1";

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
                    "KAFKA_LOG_RETENTION_MS", "-1"));
    try {
      container.start();
    } catch (RuntimeException e) {
      throw new SandboxException(
          "no Kafka container: -Dsluice.kafka=testcontainers needs a container engine and the image "
              + IMAGE,
          e);
    }
    return new ContainerKafka(container);
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
