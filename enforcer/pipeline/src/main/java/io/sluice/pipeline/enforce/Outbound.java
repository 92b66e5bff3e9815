package io.sluice.pipeline.enforce;

import io.sluice.pipeline.topic.TopicFacts;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends a task's records on, by {@linkplain Lanes the lane} where one is open, else by a sink of
 * the topology.
 */
final class Outbound {

  /** A lane, with the record that goes by it. */
  private record Way(Lane lane, OutputRecord record) {}

  private final ProcessorContext<byte[], byte[]> context;
  private final Lanes lanes;
  private final RawPartition partitioner;
  private final Supplier<TopicFacts> facts;
  private final Map<Destination, Way> known = new EnumMap<>(Destination.class);

  Outbound(
      ProcessorContext<byte[], byte[]> context,
      Lanes lanes,
      RawPartition partitioner,
      Supplier<TopicFacts> facts) {
    this.context = context;
    this.lanes = lanes;
    this.partitioner = partitioner;
    this.facts = facts;
  }

  /** A batch begins; until it ends, no transaction does. */
  void begin() {
    known.clear();
  }

  /** Sends a record, with these headers. */
  void send(ConsumerRecord<byte[], byte[]> raw, WrittenHeaders headers, Destination destination) {
    Way way = way(destination);
    if (way == null || !isSent(raw, headers, way)) {
      RawPartition.forwarding(raw.partition());
      context.forward(
          new Record<>(raw.key(), raw.value(), OutputRecord.timestamp(raw), headers),
          destination.sink());
    }
  }

  private @Nullable Way way(Destination destination) {
    Way way = known.get(destination);
    if (way == null) {
      String topic = destination.in(facts.get()).name();
      Lane lane = lanes.to(topic);
      if (lane != null) {
        way = new Way(lane, new OutputRecord(topic));
        known.put(destination, way);
      }
    }
    return way;
  }

  private boolean isSent(ConsumerRecord<byte[], byte[]> raw, WrittenHeaders headers, Way way) {
    OutputRecord record = way.record();
    record.take(
        raw, partitioner.partition(raw.partition(), raw.key(), way.lane().partitions()), headers);
    try {
      way.lane().send(record);
      return true;
    } catch (KafkaException e) {
      return false; // Streams meets the same, and knows what follows from it
    }
  }
}
