package io.sluice.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that looks and leaves nothing behind: no group, no offsets, no topic.
 *
 * @see ReaderProperties
 */
public final class BystanderConsumer extends KafkaConsumer<byte[], byte[]> {

  /**
   * @param kafka properties of Kafka's clients; those that would make it more than a bystander are
   *     left out
   * @throws org.apache.kafka.common.KafkaException where no client can be made of them
   */
  public BystanderConsumer(Map<String, String> kafka) {
    super(ReaderProperties.of(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The partitions of a topic; none where there is no such topic.
   *
   * @throws org.apache.kafka.common.KafkaException where the cluster does not answer, or refuses
   */
  public List<TopicPartition> partitions(String topic, Duration within) {
    try {
      return partitionsFor(topic, within).stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      return List.of();
    }
  }
}
