package io.sluice.pipeline;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a stream thread: every commit under {@code exactly_once_v2} goes through it.
 *
 * <p>It keeps Kafka Streams 4.3.1 from losing records. Streams answers a {@link TimeoutException}
 * of a commit by reviving the tasks in place, and under the classic group protocol a revived task
 * can skip records that it had already fetched. So no such exception leaves this producer: as a
 * plain {@link KafkaException} it ends the thread, with the transaction, and a new thread starts
 * from the committed offsets.
 */
class GuardedProducer extends KafkaProducer<byte[], byte[]> {

  private final Runnable onCommit;

  /**
   * @param onCommit told of each transaction that has committed
   */
  GuardedProducer(Map<String, Object> config, Runnable onCommit) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.onCommit = onCommit;
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    try {
      addOffsets(offsets, group);
    } catch (TimeoutException e) {
      throw endsThread("adding offsets to a transaction timed out", e);
    }
  }

  @Override
  public void commitTransaction() {
    try {
      endTransaction();
    } catch (TimeoutException e) {
      throw endsThread("committing a transaction timed out", e);
    }
    committed();
  }

  /** A transaction has committed. */
  void committed() {
    onCommit.run();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    try {
      return super.partitionsFor(topic);
    } catch (TimeoutException e) {
      throw endsThread("topic " + topic + " is not known to the cluster, or it does not answer", e);
    }
  }

  /** The step of Kafka's own producer; tests let it fail. */
  void addOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    super.sendOffsetsToTransaction(offsets, group);
  }

  /** Likewise. */
  void endTransaction() {
    super.commitTransaction();
  }

  private static KafkaException endsThread(String what, TimeoutException cause) {
    return new KafkaException(what, cause);
  }
}
