package io.sluice.pipeline;

import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.enforce.Lanes;
import io.sluice.pipeline.enforce.Sightings;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Gives Kafka Streams the clients that commits, counts and lost offsets go through. */
class ClientSupplier extends StreamClients {

  private final Ledger ledger;
  private final Sightings sightings;
  private final Lanes lanes;
  private final CommitHook hook;
  private final Runnable onCommit;

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
    super(admin);
    this.ledger = ledger;
    this.hook = hook;
    this.sightings = sightings;
    this.lanes = lanes;
    this.onCommit = onCommit;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new CommitProducer(config, ledger, lanes, hook, onCommit);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new RawConsumer(config, ledger, sightings);
  }
}
