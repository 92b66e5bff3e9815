package io.sluice.bench.throughput;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer of raw orders, which places them by their key, as Kafka's producers do. Whoever keeps
 * a record's partition and whoever places it by its key then write the same: runs of one partition,
 * which the producer sends in smaller requests than it would send a mixture.
 */
final class RawLoad implements AutoCloseable {

  private final Ground ground;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long number;

  RawLoad(Ground ground) {
    this.ground = ground;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ground.kafka(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends so many, with the keys of orders, and waits until the broker has them. */
  void fill(long records) {
    for (long i = 0; i < records; i++) {
      send("ord-%08d".formatted(i % 100_000).getBytes(StandardCharsets.US_ASCII));
    }
    producer.flush();
    throwFailure();
  }

  /** Sends the next one. */
  void send(byte[] key) {
    long next = number++;
    var _ =
        producer.send(
            new ProducerRecord<>(ground.rawTopic(), key, ground.value(next)),
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** How many were sent. */
  long sent() {
    return number;
  }

  void throwFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw new IllegalStateException("raw records can't be sent", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    throwFailure();
  }
}
