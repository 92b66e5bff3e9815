package io.sluice.sandbox.sample;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records as a domain team does: with Apicurio's own Avro serializer, which registers the
 * schema that a record was written with as {@code <raw topic>-value}. Thread-safe.
 */
public final class SampleProducer implements AutoCloseable {

  /** The producers' own header, which every record that goes through keeps. */
  public static final String PRODUCER_HEADER = "producer";

  private final String topic;
  private final byte[] name;
  private final KafkaProducer<String, GenericRecord> kafka;
  private final AtomicLong published = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param topic the raw topic
   * @param name stands in each record's own header
   */
  public SampleProducer(String bootstrapServers, String registryUrl, String topic, String name) {
    this.topic = topic;
    this.name = name.getBytes(StandardCharsets.UTF_8);
    AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>();
    serializer.configure(
        Map.of(
            "apicurio.registry.url", registryUrl,
            "apicurio.registry.auto-register", "true",
            // Otherwise nested types are registered apart, and asked for with every record: 18 ms
            // each, measured with 3.1.7.
            "apicurio.registry.dereference-schema", "true"),
        false);
    this.kafka =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                "5"),
            new StringSerializer(),
            serializer);
  }

  /**
   * Publishes all records, in their order, and waits until the broker has them.
   *
   * @throws IllegalStateException where one can't be published
   */
  public void publishAll(Stream<SampleRecord> records) {
    try (records) {
      records.forEach(this::publish);
    }
    kafka.flush();
    throwFailure();
  }

  /** Publishes one record, without waiting. */
  public void publish(SampleRecord sample) {
    throwFailure();
    ProducerRecord<String, GenericRecord> record =
        new ProducerRecord<>(
            topic, null, sample.timestamp().toEpochMilli(), sample.key(), sample.value());
    record.headers().add(PRODUCER_HEADER, name);
    Future<RecordMetadata> ignored =
        kafka.send(
            record,
            (metadata, e) -> {
              if (e == null) {
                published.incrementAndGet();
              } else {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** How many records the broker has. */
  public long published() {
    return published.get();
  }

  private void throwFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw new IllegalStateException("a record could not be published to " + topic, e);
    }
  }

  /** Publishes what is under way, and closes. */
  @Override
  public void close() {
    kafka.close();
  }
}
