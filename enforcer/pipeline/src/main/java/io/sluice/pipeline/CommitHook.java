package io.sluice.pipeline;

import io.sluice.pipeline.count.Tally;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Adds records to each transaction, before the offsets that it commits. Called on the stream
 * thread, revocation and shutdown included; not for a transaction that is given up.
 */
interface CommitHook {

  /**
   * Sends what a task has counted and not yet handed over, so that it is on its way together with
   * the records, and the commit need not wait for it alone. Called before the records are waited
   * for, and where much was counted, so maybe several times, while the transaction is open.
   */
  void handOver(Producer<byte[], byte[]> producer, Tally counted);

  /**
   * Sends what else belongs into the transaction. Whatever it throws ends the thread, and the
   * transaction with it.
   *
   * @param offsets what the transaction is about to commit; may be empty
   */
  void beforeOffsets(
      Producer<byte[], byte[]> producer, Map<TopicPartition, OffsetAndMetadata> offsets);
}
