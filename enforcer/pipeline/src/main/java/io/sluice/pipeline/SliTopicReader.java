package io.sluice.pipeline;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.measure.SliFormat;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliResult;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads from a contract's SLI topic what its promises come to, whoever measures them: as a
 * bystander that leaves no trace in the cluster. Not thread-safe.
 */
public final class SliTopicReader implements AutoCloseable {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration GIVEN_WITHIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  /** So many of the last records are read first, to see how new they are. */
  private static final long LAST_ONES = 32;

  /** Said by the clocks of several instances. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final BystanderConsumer consumer;
  private final SchemaSource registry;
  private final Map<Integer, Schema> schemas = new HashMap<>();

  /**
   * @param kafka properties of Kafka's clients; those that would make it more than a bystander are
   *     left out
   * @throws KafkaException where no client can be made of them
   */
  public SliTopicReader(Map<String, String> kafka, SchemaSource registry) {
    this.consumer = new BystanderConsumer(kafka);
    this.registry = registry;
  }

  /**
   * What was said last of each promise.
   *
   * @param withHistory whether with all periods that the topic has, which takes reading all of it
   * @return empty where there is no topic, or nothing of this contract in it
   * @throws KafkaException where the cluster does not answer, or refuses
   */
  public Optional<SliReport> read(CompiledContract contract, boolean withHistory) {
    List<TopicPartition> partitions =
        consumer.partitions(SliTopic.of(contract.contract()), ANSWER_WITHIN);
    if (partitions.isEmpty()) {
      return Optional.empty();
    }
    Told told = new Told(contract);
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      read(partition, withHistory ? begin : tail(partition, begin, end), end, told);
    }
    return told.report();
  }

  /** The offset from which on every promise was told. */
  private long tail(TopicPartition partition, long begin, long end) {
    for (long back = LAST_ONES; ; back *= LAST_ONES) {
      long from = Math.max(begin, end - back);
      Newest newest = new Newest();
      read(partition, from, end, newest);
      if (newest.timestamp >= 0) {
        long since = newest.timestamp - SliTopic.SAID_ANEW.plus(MARGIN).toMillis();
        OffsetAndTimestamp found =
            consumer
                .offsetsForTimes(Map.of(partition, Math.max(0, since)), ANSWER_WITHIN)
                .get(partition);
        return found == null ? from : Math.min(from, found.offset());
      } else if (from == begin) {
        return end;
      }
    }
  }

  /** Takes what is read. */
  private interface Sink {
    void take(ConsumerRecord<byte[], byte[]> record);
  }

  private static final class Newest implements Sink {
    private long timestamp = -1;

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      timestamp = Math.max(timestamp, record.timestamp());
    }
  }

  private void read(TopicPartition partition, long from, long end, Sink sink) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long moved = System.nanoTime();
    // Not the last record's offset: behind it may stand what a reader never sees.
    for (long position = from; position < end; ) {
      consumer.poll(POLL).forEach(sink::take);
      long now = consumer.position(partition, ANSWER_WITHIN);
      if (now > position) {
        position = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > GIVEN_WITHIN.toNanos()) {
        throw new TimeoutException("%s gave nothing for %s".formatted(partition, GIVEN_WITHIN));
      }
    }
  }

  /** The schema that a record was written with; empty where the registry does not give it. */
  private Optional<Schema> schema(int contentId) {
    Schema known = schemas.get(contentId);
    if (known == null && registry.byContentId(contentId) instanceof SchemaLookup.Found(Schema s)) {
      schemas.put(contentId, s);
      known = s;
    }
    return Optional.ofNullable(known);
  }

  /** What a topic tells of a contract. */
  private final class Told implements Sink {

    private final CompiledContract contract;
    private final Map<String, SliResult> windows = new HashMap<>();
    private final Map<String, TreeMap<Instant, SliResult>> periods = new HashMap<>();

    Told(CompiledContract contract) {
      this.contract = contract;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        return;
      }
      try {
        schema(SliFormat.schemaId(record.value()))
            .map(writer -> SliFormat.read(record.value(), writer))
            .filter(said -> said.promised().contract().equals(contract.contract().id()))
            .ifPresent(this::take);
      } catch (IllegalArgumentException | AvroRuntimeException e) {
        // Somebody else's record.
      }
    }

    private void take(SliResult said) {
      String indicator = said.promised().indicator();
      switch (said.scope()) {
        case WINDOW -> windows.put(indicator, said);
        case PERIOD ->
            periods
                .computeIfAbsent(indicator, i -> new TreeMap<>())
                .put(said.result().window().start(), said);
      }
    }

    /** What another version promised, and this one does not, is left out. */
    Optional<SliReport> report() {
      List<SliReport.Entry> entries = new ArrayList<>();
      contract
          .promises()
          .indicators()
          .forEach(
              indicator -> {
                SliResult window = windows.get(indicator.id());
                if (window != null) {
                  entries.add(entry(window));
                }
              });
      return entries.stream()
          .map(entry -> entry.window().judgedUntil())
          .max(Instant::compareTo)
          .map(until -> report(entries, until));
    }

    private SliReport report(List<SliReport.Entry> entries, Instant until) {
      return new SliReport(
          contract.contract().id(),
          entries.getFirst().window().promised().version(),
          until,
          entries);
    }

    private SliReport.Entry entry(SliResult window) {
      TreeMap<Instant, SliResult> told =
          periods.getOrDefault(window.promised().indicator(), new TreeMap<>());
      return new SliReport.Entry(
          window,
          told.isEmpty() ? Optional.empty() : Optional.of(told.lastEntry().getValue()),
          List.copyOf(told.values()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
