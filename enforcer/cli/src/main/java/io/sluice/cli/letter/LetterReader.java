package io.sluice.cli.letter;

import io.sluice.pipeline.BystanderConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics as a bystander: committed records alone, in no group, without a trace in the
 * cluster, and no further than where the topic ended when it looked. Not thread-safe.
 */
public final class LetterReader implements AutoCloseable {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  /** By so much may the clocks of those who judge differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** So few offsets are read sooner than searched. */
  private static final long FEW = 10_000;

  private final String servers;
  private final BystanderConsumer consumer;

  /**
   * @param kafka properties of Kafka's clients; those that would make it more than a bystander are
   *     left out
   * @throws IllegalArgumentException where no client can be made of them
   * @throws ClusterException where no broker's name has an address
   */
  public LetterReader(Map<String, String> kafka) {
    this.servers = kafka.getOrDefault("bootstrap.servers", "");
    this.consumer = consumer(kafka);
  }

  private static BystanderConsumer consumer(Map<String, String> kafka) {
    try {
      return new BystanderConsumer(kafka);
    } catch (KafkaException e) {
      // Without the cause: what parses credentials quotes them.
      String why = KafkaFailure.explained(e);
      if (why.contains("No resolvable bootstrap urls")) {
        throw new ClusterException(
            "no host of %s has an address: is it the right one?"
                .formatted(kafka.get("bootstrap.servers")));
      }
      throw new IllegalArgumentException("Kafka's client can't start with its properties: " + why);
    }
  }

  /** Takes what is read. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a letter; false where nothing more of its partition is wanted. */
    boolean take(Letter letter);
  }

  /** The names of all topics. */
  public Set<String> topics() {
    return asking("the topics can't be listed", () -> consumer.listTopics(ANSWER_WITHIN).keySet());
  }

  /** All of a topic that there is now; empty where there is no such topic. */
  public Optional<Extent> extent(String topic) {
    return asking(
        "topic " + topic + " can't be read",
        () -> {
          List<TopicPartition> partitions = consumer.partitions(topic, ANSWER_WITHIN);
          if (partitions.isEmpty()) {
            return Optional.empty();
          }
          Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
          Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
          SortedMap<Integer, Span> spans = new TreeMap<>();
          partitions.forEach(
              p ->
                  spans.put(
                      p.partition(),
                      new Span(begins.getOrDefault(p, 0L), ends.getOrDefault(p, 0L))));
          return Optional.of(new Extent(topic, spans));
        });
  }

  /**
   * Reads on in all partitions, each in its order.
   *
   * @throws ClusterException where the cluster stops answering
   */
  public void read(Extent extent, Sink sink) {
    asking(
        "topic " + extent.topic() + " can't be read",
        () -> {
          try {
            readAll(extent, sink);
          } finally {
            consumer.unsubscribe();
          }
          return extent;
        });
  }

  private void readAll(Extent extent, Sink sink) {
    Map<TopicPartition, Long> ends = open(extent);
    Patience patience = new Patience();
    while (!ends.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = poll(ends);
      for (TopicPartition partition : records.partitions()) {
        if (!takeAll(records.records(partition), ends, sink)) {
          close(partition, ends);
        }
      }
      long stand = 0;
      for (TopicPartition partition : List.copyOf(ends.keySet())) {
        // Not the last record's offset: behind it may stand what a reader never sees, markers and
        // records of aborted transactions.
        long position = consumer.position(partition, ANSWER_WITHIN);
        stand += position;
        if (position >= ends.getOrDefault(partition, 0L)) {
          close(partition, ends);
        }
      }
      if (records.isEmpty() && patience.isOver(stand)) {
        throw new ClusterException(
            "Kafka at %s gave nothing for %d s".formatted(servers, Patience.SECONDS));
      }
    }
  }

  /** Goes to where the reading starts; the end of each partition that has something to read. */
  private Map<TopicPartition, Long> open(Extent extent) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    extent
        .partitions()
        .forEach(
            (partition, span) -> {
              if (!span.isEmpty()) {
                ends.put(new TopicPartition(extent.topic(), partition), span.end());
              }
            });
    consumer.assign(ends.keySet());
    ends.keySet()
        .forEach(
            p -> {
              Span span = extent.partitions().get(p.partition());
              consumer.seek(p, span == null ? 0 : span.begin());
            });
    return ends;
  }

  private static boolean takeAll(
      List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> ends, Sink sink) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
      if (record.offset() >= end || !sink.take(Letter.of(record))) {
        return false;
      }
    }
    return true;
  }

  private void close(TopicPartition partition, Map<TopicPartition, Long> ends) {
    if (ends.remove(partition) != null) {
      consumer.pause(List.of(partition));
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Map<TopicPartition, Long> ends) {
    try {
      return consumer.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      skipDeleted(e.offsetOutOfRangePartitions(), ends);
      return ConsumerRecords.empty();
    }
  }

  /** What retention took away since the reading began is not there to be read. */
  private void skipDeleted(Map<TopicPartition, Long> wanted, Map<TopicPartition, Long> ends) {
    consumer
        .beginningOffsets(wanted.keySet(), ANSWER_WITHIN)
        .forEach(
            (partition, begin) -> {
              if (begin > wanted.getOrDefault(partition, 0L)) {
                consumer.seek(partition, begin);
              } else {
                close(partition, ends); // made anew meanwhile: what was looked at is gone
              }
            });
  }

  /**
   * What of an extent can hold letters judged at a time or later. Offsets tell nothing of record
   * timestamps, which are those of the raw records, so Kafka's own index of them is no help; yet a
   * partition's letters stand in the order in which they were judged, but for the clocks of those
   * who judged them. So the place is found by halves, leaving {@link #CLOCK_SKEW} for the clocks.
   */
  public Extent since(Instant from, Extent extent) {
    Instant safe = from.minus(CLOCK_SKEW);
    SortedMap<Integer, Span> spans = new TreeMap<>();
    extent
        .partitions()
        .forEach((partition, span) -> spans.put(partition, since(safe, extent, partition, span)));
    return new Extent(extent.topic(), spans);
  }

  private Span since(Instant from, Extent extent, int partition, Span span) {
    long low = span.begin();
    long high = span.end();
    while (high - low > FEW) {
      long middle = low + (high - low) / 2;
      Probe probe = new Probe();
      read(extent.only(partition, new Span(middle, high)), probe);
      if (probe.newest != null && probe.newest.isBefore(from)) {
        low = probe.last + 1;
      } else {
        high = middle;
      }
    }
    return new Span(low, span.end());
  }

  /**
   * The newest judged time of some neighbours: of more than one, so that a single letter with a
   * made-up time leads nobody past the others.
   */
  private static final class Probe implements Sink {
    private static final int NEIGHBOURS = 100;

    private @Nullable Instant newest;
    private long last;
    private int seen;

    @Override
    public boolean take(Letter letter) {
      if (letter instanceof DeadLetter dead && dead.judged() != null) {
        newest = newest == null || dead.judged().isAfter(newest) ? dead.judged() : newest;
      }
      last = letter.record().offset();
      return ++seen < NEIGHBOURS;
    }
  }

  private <T> T asking(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (TimeoutException e) {
      throw new ClusterException(
          "Kafka at %s does not answer: is the address right, and does the client speak its protocol (--kafka-config)?"
              .formatted(servers),
          e);
    } catch (KafkaException e) {
      throw new ClusterException(what + " (" + KafkaFailure.explained(e) + ")", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
