package io.sluice.pipeline;

import io.sluice.pipeline.measure.Position;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Gives Kafka Streams the clients of the measure application. */
final class MeasureClients extends StreamClients {

  private final Position position;
  private final Runnable onCommit;

  /**
   * @param onCommit told of each transaction that has committed
   * @param admin looked after by Kafka Streams from then on
   */
  MeasureClients(Position position, Runnable onCommit, Admin admin) {
    super(admin);
    this.position = position;
    this.onCommit = onCommit;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new GuardedProducer(config, onCommit);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new DeltaConsumer(config, position);
  }
}
