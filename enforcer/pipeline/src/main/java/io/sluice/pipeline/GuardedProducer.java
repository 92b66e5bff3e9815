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
 * The producer of a stream thread that counts nothing. As with {@link CommitProducer}, and for its
 * reason, a commit that times out ends the thread.
 */
final class GuardedProducer extends KafkaProducer<byte[], byte[]> {

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
      super.sendOffsetsToTransaction(offsets, group);
    } catch (TimeoutException e) {
      throw new KafkaException("adding offsets to a transaction timed out", e);
    }
  }

  @Override
  public void commitTransaction() {
    try {
      super.commitTransaction();
    } catch (TimeoutException e) {
      throw new KafkaException("committing a transaction timed out", e);
    }
    onCommit.run();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    try {
      return super.partitionsFor(topic);
    } catch (TimeoutException e) {
      throw new KafkaException("topic " + topic + " is not known to the cluster", e);
    }
  }
}
