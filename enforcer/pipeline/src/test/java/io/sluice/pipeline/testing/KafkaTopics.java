package io.sluice.pipeline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.TopicRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Writes to and reads from the sandbox's topics, as producers and consumers outside would. */
public final class KafkaTopics {

  private KafkaTopics() {}

  /** Larger than any record of a test. */
  private static final int ANY_SIZE = 64 * 1024 * 1024;

  /** Sends records and waits until all have arrived. */
  public static void send(List<ProducerRecord<byte[], byte[]>> records) {
    send(servers(), records, "none");
  }

  /** Likewise, compressed. */
  public static void send(List<ProducerRecord<byte[], byte[]>> records, String compression) {
    send(servers(), records, compression);
  }

  /** Likewise, to another broker. */
  static void send(
      String servers, List<ProducerRecord<byte[], byte[]>> records, String compression) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", servers,
            "linger.ms", "5",
            "max.request.size", ANY_SIZE,
            "buffer.memory", ANY_SIZE,
            "compression.type", compression);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      producer.flush();
      assertThat(sent).allSatisfy(Future::get);
    }
  }

  /** All committed records of a topic, partition by partition. */
  public static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return read(servers(), topic);
  }

  /**
   * Likewise, with those that readers are about to see: counters go up, and offsets are committed,
   * a moment before all partitions of a transaction know that it has ended.
   */
  public static List<ConsumerRecord<byte[], byte[]>> settled(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = TopicRecords.settled(servers(), topic);
    records.sort(Comparator.comparingInt(ConsumerRecord::partition)); // stable: offsets stay
    return records;
  }

  /** All committed records of a topic of another broker, partition by partition. */
  static List<ConsumerRecord<byte[], byte[]>> read(String servers, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = TopicRecords.committed(servers, topic);
    records.sort(Comparator.comparingInt(ConsumerRecord::partition)); // stable: offsets stay
    return records;
  }

  /** Waits for a condition, whatever stream threads die of meanwhile. */
  public static ConditionFactory patiently() {
    return Awaitility.await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(60));
  }

  static String servers() {
    return SharedSandbox.get().bootstrapServers();
  }
}
