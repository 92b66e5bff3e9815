package io.sluice.bench.throughput;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What both sides have in common, pinned, so that neither gains by another batch or another commit:
 * the defaults of Kafka Streams, and for batches, that of the service. Each has one thread and
 * {@code exactly_once_v2}.
 */
final class Streams {

  static final int THREADS = 1;
  static final int PARTITIONS = 4;
  static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

  private Streams() {}

  /** Properties of the clients of either. */
  static Map<String, String> clients(String kafka) {
    Map<String, String> clients = new HashMap<>();
    clients.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
    clients.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "100");
    clients.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), "131072");
    clients.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
    return clients;
  }
}
