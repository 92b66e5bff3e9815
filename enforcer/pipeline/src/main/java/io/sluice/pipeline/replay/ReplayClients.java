package io.sluice.pipeline.replay;

import io.sluice.pipeline.BystanderConsumer;
import io.sluice.pipeline.ReaderProperties;
import io.sluice.pipeline.topic.ReplayTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a replay asks of a cluster.
 *
 * @param kafka properties of Kafka's clients
 */
record ReplayClients(Map<String, String> kafka) {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /** Longer than any transaction is left open that was begun and not ended. */
  private static final Duration STANDS_WITHIN = Duration.ofSeconds(90);

  /** Letters are no larger than dead-letter topics take them, by default 32 MiB. */
  private static final int LARGEST = 128 * 1024 * 1024;

  /** How many partitions a topic has; 0 where there is no such topic. */
  int partitions(String topic) {
    try (BystanderConsumer consumer = new BystanderConsumer(kafka)) {
      return consumer.partitions(topic, ANSWER_WITHIN).size();
    }
  }

  /** The one producer that sends by a transactional id: making it ends those before it. */
  Producer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> properties = new HashMap<>();
    kafka.forEach(
        (name, value) -> {
          if (isPlain(name)) {
            properties.put(name, value);
          }
        });
    kafka.forEach(
        (name, value) -> {
          if (name.startsWith(StreamsConfig.PRODUCER_PREFIX)) {
            properties.put(name.substring(StreamsConfig.PRODUCER_PREFIX.length()), value);
          }
        });
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, LARGEST);
    properties.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    properties.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static boolean isPlain(String name) {
    return List.of(
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.PRODUCER_PREFIX,
            StreamsConfig.ADMIN_CLIENT_PREFIX)
        .stream()
        .noneMatch(name::startsWith);
  }

  /** Creates the topic of what was sent, where there is none yet. */
  void createLog() {
    if (partitions(ReplayTopic.LOG) > 0) {
      return;
    }
    NewTopic topic =
        new NewTopic(ReplayTopic.LOG, Optional.of(1), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try (Admin admin = admin()) {
      answer(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException e) {
      // another replay was first
    }
  }

  /**
   * Reads which letters were replayed, up to where the topic ends now: past what is still open of
   * others, since behind it can stand what was committed for these.
   *
   * @param letters the dead-letter topic
   */
  ReplayLog log(String letters) {
    ReplayLog log = new ReplayLog(letters);
    try (BystanderConsumer consumer = new BystanderConsumer(kafka)) {
      List<TopicPartition> partitions = consumer.partitions(ReplayTopic.LOG, ANSWER_WITHIN);
      if (partitions.isEmpty()) {
        return log;
      }
      Map<TopicPartition, Long> ends = ends(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + STANDS_WITHIN.toNanos();
      while (partitions.stream()
          .anyMatch(p -> consumer.position(p, ANSWER_WITHIN) < ends.getOrDefault(p, 0L))) {
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException(
              "the topic %s can't be read to its end within %d s"
                  .formatted(ReplayTopic.LOG, STANDS_WITHIN.toSeconds()));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(log::take);
      }
    }
    return log;
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    try (Admin admin = admin()) {
      Map<TopicPartition, ListOffsetsResultInfo> answered = answer(admin.listOffsets(asked).all());
      Map<TopicPartition, Long> ends = new HashMap<>();
      answered.forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    }
  }

  private Admin admin() {
    return Admin.create(ReaderProperties.of(kafka));
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("the cluster does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  /** Without the values of properties, some of which are secrets. */
  @Override
  public String toString() {
    return "ReplayClients[kafka=%s]".formatted(kafka.keySet());
  }
}
