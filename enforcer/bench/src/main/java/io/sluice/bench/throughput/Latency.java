package io.sluice.bench.throughput;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long a record takes from the producer to whoever reads committed records of the output topic.
 *
 * @param p50Millis half of all records take no longer
 * @param p99Millis 99 of 100 records take no longer
 */
record Latency(double p50Millis, double p99Millis) {

  private static final Duration ARRIVED_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long STEP_NANOS = 500_000;

  /**
   * Records sent at a rate.
   *
   * @param perSecond how many
   * @param warmUp for so long nothing is counted
   * @param counted for so long each record is
   */
  record Schedule(double perSecond, Duration warmUp, Duration counted) {

    private long records() {
      return (long) (perSecond * warmUp.plus(counted).toNanos() / 1e9);
    }

    /** When a record is due, after the start: its latency counts from then, sent late or not. */
    private long dueNanos(long number) {
      return (long) (number * 1e9 / perSecond);
    }
  }

  /** Measures a contender, from where the raw topic now ends. */
  static Latency of(Ground ground, Contender contender, Schedule schedule)
      throws InterruptedException {
    ground.skipToEnd(contender);
    Contender.Running running = contender.start();
    Histogram latencies;
    try (running;
        KafkaConsumer<byte[], byte[]> reader = reader(ground, contender);
        RawLoad load = new RawLoad(ground)) {
      long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
      Thread sender =
          Thread.ofPlatform().name("bench-sender").start(() -> send(load, schedule, start));
      latencies = read(reader, schedule, start);
      sender.join();
      load.throwFailure();
    }
    running.verify(schedule.records());
    return new Latency(
        latencies.getValueAtPercentile(50) / 1e6, latencies.getValueAtPercentile(99) / 1e6);
  }

  private static KafkaConsumer<byte[], byte[]> reader(Ground ground, Contender contender) {
    KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ground.kafka(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                "5000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, Streams.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(contender.outputTopic(), partition))
            .toList();
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position);
    return reader;
  }

  /** Sends each record when it is due; its key says when that was. */
  private static void send(RawLoad load, Schedule schedule, long start) {
    long records = schedule.records();
    while (load.sent() < records) {
      long due = start + schedule.dueNanos(load.sent());
      if (System.nanoTime() < due) {
        LockSupport.parkNanos(STEP_NANOS);
      } else {
        load.send(ByteBuffer.allocate(Long.BYTES).putLong(due).array());
      }
    }
  }

  private static Histogram read(
      KafkaConsumer<byte[], byte[]> reader, Schedule schedule, long start) {
    Histogram latencies = new Histogram(3);
    long countedFrom = start + schedule.warmUp().toNanos();
    long deadline = start + schedule.dueNanos(schedule.records()) + ARRIVED_WITHIN.toNanos();
    for (long read = 0; read < schedule.records(); ) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        long due = ByteBuffer.wrap(record.key()).getLong();
        if (due >= countedFrom) {
          latencies.recordValue(System.nanoTime() - due);
        }
        read++;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%d of %d records arrived in time".formatted(read, schedule.records()));
      }
    }
    return latencies;
  }
}
