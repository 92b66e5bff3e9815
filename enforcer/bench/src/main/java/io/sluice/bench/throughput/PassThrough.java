package io.sluice.bench.throughput;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The least that any Kafka Streams application does: bytes from a topic to a topic, no processor in
 * between.
 */
record PassThrough(Ground ground, Path states) implements Contender {

  private static final Duration RUNNING_WITHIN = Duration.ofSeconds(30);

  @Override
  public String word() {
    return "passthrough";
  }

  @Override
  public String applicationId() {
    return "bench.passthrough";
  }

  @Override
  public String outputTopic() {
    return "bench.passthrough.v1";
  }

  @Override
  public Running start() throws InterruptedException {
    KafkaStreams streams = new KafkaStreams(topology(), properties());
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.start();
    if (!running.await(RUNNING_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      streams.close();
      throw new IllegalStateException("the pass-through does not run: " + streams.state());
    }
    return new Running() {
      @Override
      public void verify(long records) {
        if (streams.state() != KafkaStreams.State.NOT_RUNNING) {
          throw new IllegalStateException("the pass-through did not end well: " + streams.state());
        }
      }

      @Override
      public void close() {
        streams.close();
      }
    };
  }

  private Topology topology() {
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            "raw",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            ground.rawTopic())
        .addSink("out", outputTopic(), new ByteArraySerializer(), new ByteArraySerializer(), "raw");
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(Streams.clients(ground.kafka()));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, states.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Streams.THREADS);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Streams.COMMIT_INTERVAL.toMillis());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return properties;
  }
}
