package io.sluice.sandbox;

/** A Kafka broker that is there for a while, wherever it runs. */
public interface KafkaBroker extends AutoCloseable {

  /** Where clients connect: {@code host:port}. */
  String bootstrapServers();

  /** Stops it and keeps its data. */
  void stop();

  /** Starts it again on the same port and data, stopping it first where it runs. */
  void restart();

  /** Stops it for good. */
  @Override
  void close();
}
