package io.sluice.pipeline;

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
   * Sends what the transaction is known to contain already, so that it is on its way together with
   * the records, and the commit need not wait for it alone. Called before the records are waited
   * for, maybe several times, while the transaction is open.
   */
  void beforeFlush(Producer<byte[], byte[]> producer);

  /**
   * Sends what else belongs into the transaction. Whatever it throws ends the thread, and the
   * transaction with it.
   *
   * @param offsets what the transaction is about to commit; may be empty
   */
  void beforeOffsets(
      Producer<byte[], byte[]> producer, Map<TopicPartition, OffsetAndMetadata> offsets);
}
