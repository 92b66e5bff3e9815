package io.sluice.pipeline;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of Kafka Streams that all applications have alike. */
abstract class StreamClients implements KafkaClientSupplier {

  private final Admin admin;

  /**
   * @param admin looked after by Kafka Streams from then on
   */
  StreamClients(Admin admin) {
    this.admin = admin;
  }

  @Override
  public final Admin getAdmin(Map<String, Object> config) {
    return admin;
  }

  @Override
  public final Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public final Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
