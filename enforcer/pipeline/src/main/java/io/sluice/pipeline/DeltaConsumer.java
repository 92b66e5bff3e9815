package io.sluice.pipeline;

import io.sluice.pipeline.measure.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The consumer of deltas of a stream thread, which says how far it has come. */
final class DeltaConsumer extends LeavingConsumer {

  private final Position position;

  DeltaConsumer(Map<String, Object> config, Position position) {
    super(config);
    this.position = position;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> fetched = records.records(partition);
      position.fetched(partition.partition(), fetched.getLast().offset());
    }
    for (TopicPartition partition : assignment()) {
      OptionalLong lag = currentLag(partition);
      if (lag.isPresent() && lag.getAsLong() == 0) {
        position.reachedEnd(partition.partition());
      } else if (lag.isPresent()) {
        position.isBehind(partition.partition());
      }
    }
    return records;
  }
}
