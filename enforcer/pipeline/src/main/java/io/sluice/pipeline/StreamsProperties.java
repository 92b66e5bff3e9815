package io.sluice.pipeline;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.PARTITIONER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.GROUP_PROTOCOL_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.MAX_TASK_IDLE_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties that Kafka Streams runs with. Those that conservation, fidelity and the time to
 * recover rest on are Sluice's own, under whatever prefix of Streams; anything else is the user's.
 */
final class StreamsProperties {

  /** A transaction that its thread left open holds up readers for so long. */
  static final Duration TRANSACTION = Duration.ofSeconds(10);

  /** Partitions of a thread that died are taken over after so long, not after 45 s. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /**
   * Eight times Kafka's own: a busy thread then sends a sixth of the requests, which spares the
   * broker as much as the process.
   */
  private static final int BATCH_BYTES = 128 * 1024;

  private static final List<String> PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  private static final Set<String> PINNED =
      Set.of(
          ACKS_CONFIG,
          ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          APPLICATION_ID_CONFIG,
          AUTO_OFFSET_RESET_CONFIG,
          BUFFER_MEMORY_CONFIG,
          BUFFERED_RECORDS_PER_PARTITION_CONFIG,
          COMMIT_INTERVAL_MS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          DEFAULT_CLIENT_SUPPLIER_CONFIG,
          DEFAULT_KEY_SERDE_CLASS_CONFIG,
          DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
          DEFAULT_VALUE_SERDE_CLASS_CONFIG,
          DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
          "default.deserialization.exception.handler",
          "default.production.exception.handler",
          ENABLE_AUTO_COMMIT_CONFIG,
          ENABLE_IDEMPOTENCE_CONFIG,
          ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
          GROUP_ID_CONFIG,
          GROUP_PROTOCOL_CONFIG,
          HEARTBEAT_INTERVAL_MS_CONFIG,
          ISOLATION_LEVEL_CONFIG,
          MAX_REQUEST_SIZE_CONFIG,
          MAX_TASK_IDLE_MS_CONFIG,
          NUM_STREAM_THREADS_CONFIG,
          PARTITIONER_CLASS_CONFIG,
          PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          PROCESSING_GUARANTEE_CONFIG,
          PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          SESSION_TIMEOUT_MS_CONFIG,
          STATE_DIR_CONFIG,
          TRANSACTIONAL_ID_CONFIG,
          TRANSACTION_TIMEOUT_CONFIG);

  private StreamsProperties() {}

  /**
   * Checks what a user sets.
   *
   * @throws IllegalArgumentException naming every property that is not the user's to set, or the
   *     one that is missing or means nothing
   */
  static void requireAllowed(Map<String, String> kafka) {
    Set<String> refused = new TreeSet<>();
    for (String property : kafka.keySet()) {
      if (PINNED.contains(unprefixed(property))) {
        refused.add(property);
      }
    }
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "Sluice sets these properties of Kafka itself, since its guarantees rest on them; remove: "
              + String.join(", ", refused));
    }
    compression(kafka);
    if (!kafka.containsKey(BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalArgumentException("Kafka's property bootstrap.servers is missing");
    }
  }

  private static String unprefixed(String property) {
    for (String prefix : PREFIXES) {
      if (property.startsWith(prefix)) {
        return property.substring(prefix.length());
      }
    }
    return property;
  }

  /**
   * What producers do to their batches.
   *
   * @throws IllegalArgumentException where the user asks for a compression that there is none of
   */
  static Compression compression(Map<String, String> kafka) {
    String general = kafka.getOrDefault(COMPRESSION_TYPE_CONFIG, CompressionType.NONE.name);
    return Compression.of(kafka.getOrDefault(producerPrefix(COMPRESSION_TYPE_CONFIG), general))
        .build();
  }

  /** The properties of one pipeline, as long as nothing is known of its topics. */
  static Properties of(String applicationId, PipelineSettings settings) {
    Properties properties = new Properties();
    if (!settings.kafka().containsKey(BATCH_SIZE_CONFIG)) {
      producer(properties, BATCH_SIZE_CONFIG, BATCH_BYTES);
    }
    properties.putAll(settings.kafka());
    set(properties, APPLICATION_ID_CONFIG, applicationId);
    set(properties, NUM_STREAM_THREADS_CONFIG, settings.threads());
    set(properties, COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    set(properties, STATE_DIR_CONFIG, settings.stateDirectory());
    set(properties, PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // the restart arithmetic below is that of the classic protocol
    set(properties, GROUP_PROTOCOL_CONFIG, "classic");
    set(properties, PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, FailOnSendError.class.getName());
    set(properties, PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailOnDefect.class.getName());
    consumer(properties, SESSION_TIMEOUT_MS_CONFIG, SESSION.toMillis());
    consumer(properties, HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT.toMillis());
    producer(properties, TRANSACTION_TIMEOUT_CONFIG, TRANSACTION.toMillis());
    return properties;
  }

  /**
   * The properties of one pipeline.
   *
   * @param largestRecord see {@code TopicFacts}
   */
  static Properties of(String applicationId, PipelineSettings settings, int largestRecord) {
    Properties properties = of(applicationId, settings);
    // raw and replayed records need not wait for each other: what is there is judged
    set(properties, MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // a batch is one record to Streams: beside the one that waits, no more than one is fetched
    set(properties, BUFFERED_RECORDS_PER_PARTITION_CONFIG, 1);
    producer(properties, MAX_REQUEST_SIZE_CONFIG, largestRecord);
    producer(properties, BUFFER_MEMORY_CONFIG, 2L * largestRecord);
    return properties;
  }

  private static void consumer(Properties properties, String name, Object value) {
    set(properties, consumerPrefix(name), value);
  }

  private static void producer(Properties properties, String name, Object value) {
    set(properties, producerPrefix(name), value);
  }

  private static void set(Properties properties, String name, Object value) {
    properties.setProperty(name, value.toString());
  }
}
