package io.sluice.pipeline;

import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.enforce.Lanes;
import io.sluice.pipeline.enforce.Sightings;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Gives Kafka Streams the clients that commits, counts and lost offsets go through. */
class ClientSupplier implements KafkaClientSupplier {

  private final Ledger ledger;
  private final Sightings sightings;
  private final Lanes lanes;
  private final CommitHook hook;
  private final Runnable onCommit;
  private final Admin admin;

  /**
   * @param hook adds to each transaction
   * @param admin looked after by Kafka Streams from then on
   */
  ClientSupplier(
      Ledger ledger,
      Sightings sightings,
      Lanes lanes,
      CommitHook hook,
      Runnable onCommit,
      Admin admin) {
    this.ledger = ledger;
    this.hook = hook;
    this.sightings = sightings;
    this.lanes = lanes;
    this.onCommit = onCommit;
    this.admin = admin;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return admin;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new CommitProducer(config, ledger, lanes, hook, onCommit);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new RawConsumer(config, ledger, sightings);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
