package io.sluice.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands in a topic, from its start up to where it ends at the time of asking. */
public final class TopicRecords {

  private static final Duration POLL = Duration.ofMillis(100);

  private TopicRecords() {}

  /** All committed records, in order within each partition. */
  public static List<ConsumerRecord<byte[], byte[]>> committed(
      String bootstrapServers, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    read(bootstrapServers, topic, IsolationLevel.READ_COMMITTED, records::add);
    return records;
  }

  /**
   * Likewise, of a topic that others write to as well: a transaction of theirs that is open keeps
   * from readers what was committed after it began. Waits for those that are open at the time of
   * asking.
   */
  public static List<ConsumerRecord<byte[], byte[]>> settled(
      String bootstrapServers, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
            consumer(bootstrapServers, IsolationLevel.READ_COMMITTED);
        KafkaConsumer<byte[], byte[]> seesAll =
            consumer(bootstrapServers, IsolationLevel.READ_UNCOMMITTED)) {
      read(consumer, topic, seesAll.endOffsets(partitions(seesAll, topic)), records::add);
    }
    return records;
  }

  /** Gives each record to a sink, in order within each partition; reads in no consumer group. */
  public static void read(
      String bootstrapServers,
      String topic,
      IsolationLevel isolation,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, isolation)) {
      read(consumer, topic, consumer.endOffsets(partitions(consumer, topic)), sink);
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    List<TopicPartition> partitions = partitions(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    // not offsets of records: markers and aborted ones may stand at the end
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(sink);
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrapServers, IsolationLevel isolation) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation.name().toLowerCase(Locale.ROOT),
            "fetch.max.wait.ms",
            "20");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
