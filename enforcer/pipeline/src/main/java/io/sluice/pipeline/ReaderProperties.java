package io.sluice.pipeline;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of a consumer that looks and leaves nothing behind. */
public final class ReaderProperties {

  private static final List<String> OF_OTHER_CLIENTS =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  private ReaderProperties() {}

  /**
   * Takes of the service's properties those that concern a consumer.
   *
   * @param kafka as Kafka and Kafka Streams name them: one with the prefix {@code consumer.} goes
   *     before one without
   */
  public static Map<String, Object> of(Map<String, String> kafka) {
    Map<String, Object> properties = new HashMap<>();
    kafka.forEach(properties::putIfAbsent);
    kafka.forEach(
        (name, value) -> {
          if (name.startsWith(StreamsConfig.CONSUMER_PREFIX)) {
            properties.put(name.substring(StreamsConfig.CONSUMER_PREFIX.length()), value);
          }
        });
    properties
        .keySet()
        .removeIf(
            name ->
                name.startsWith("group.")
                    || name.startsWith(StreamsConfig.CONSUMER_PREFIX)
                    || OF_OTHER_CLIENTS.stream().anyMatch(name::startsWith));
    properties.remove(KEY_DESERIALIZER_CLASS_CONFIG);
    properties.remove(VALUE_DESERIALIZER_CLASS_CONFIG);
    properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // What retention took away is noticed, rather than read past or read again.
    properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
    // Kafka's default of 50 MB is held more than once.
    properties.putIfAbsent(FETCH_MAX_BYTES_CONFIG, String.valueOf(4 << 20));
    return properties;
  }
}
