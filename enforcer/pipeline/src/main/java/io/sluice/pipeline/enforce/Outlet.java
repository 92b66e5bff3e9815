package io.sluice.pipeline.enforce;

import io.sluice.pipeline.topic.OutputTopic;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Brings records into a form that their topic takes. Where one is too large for it, what Sluice's
 * headers say is shortened, never what the producer sent. Where that does not do, or the topic
 * refuses the record's timestamp, the settings of the topic are wrong, not the record: the thread
 * waits until they are put right. Shared by threads.
 */
public final class Outlet {

  private final Supplier<TopicFacts> facts;
  private final Compression compression;
  private final Waiting waiting;
  private final Backoff backoff;
  private final InstantSource clock;

  /**
   * @param facts the topics as they were last seen
   * @param compression what the producer does to its batches
   * @param backoff between two looks at the facts
   */
  public Outlet(
      Supplier<TopicFacts> facts,
      Compression compression,
      Waiting waiting,
      Backoff backoff,
      InstantSource clock) {
    this.facts = facts;
    this.compression = compression;
    this.waiting = waiting;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * The record with its new headers, as its topic takes it.
   *
   * @param source where it comes from
   * @param topic where it goes
   * @param shapes the record with its new headers, by how much they are to say
   * @throws StoppedException where the pipeline stops while the topic takes no such record
   */
  Record<byte[], byte[]> fit(
      Record<byte[], byte[]> record,
      RecordMetadata source,
      Function<TopicFacts, OutputTopic> topic,
      Function<Detail, Record<byte[], byte[]>> shapes) {
    TopicFacts seen = facts.get();
    Record<byte[], byte[]> whole = shapes.apply(Detail.FULL);
    OutputTopic to = topic.apply(seen);
    if (to.takesTimestamp(record.timestamp(), clock) && fits(whole, to, seen.largestRecord())) {
      return whole;
    }
    return await(record.timestamp(), source, topic, shapes);
  }

  /** Likewise, of a record that nothing waits for; null where its topic takes no such record. */
  @Nullable Record<byte[], byte[]> fitNow(
      Record<byte[], byte[]> record,
      Function<TopicFacts, OutputTopic> topic,
      Function<Detail, Record<byte[], byte[]>> shapes) {
    TopicFacts seen = facts.get();
    OutputTopic to = topic.apply(seen);
    return to.takesTimestamp(record.timestamp(), clock)
        ? fitting(to, seen.largestRecord(), shapes)
        : null;
  }

  private Record<byte[], byte[]> await(
      long timestamp,
      RecordMetadata source,
      Function<TopicFacts, OutputTopic> topic,
      Function<Detail, Record<byte[], byte[]>> shapes) {
    try {
      for (int attempt = 1; ; attempt++) {
        TopicFacts seen = facts.get();
        OutputTopic to = topic.apply(seen);
        Record<byte[], byte[]> fitting = fitting(to, seen.largestRecord(), shapes);
        boolean timely = to.takesTimestamp(timestamp, clock);
        if (fitting != null && timely) {
          return fitting;
        }
        Record<byte[], byte[]> least = shapes.apply(Detail.LEAST);
        waiting.pause(
            timely ? tooLarge(least, source, to, seen) : untimely(source, to),
            backoff.after(attempt));
      }
    } finally {
      waiting.over();
    }
  }

  private @Nullable Record<byte[], byte[]> fitting(
      OutputTopic to, int largest, Function<Detail, Record<byte[], byte[]>> shapes) {
    for (Detail detail : Detail.values()) {
      Record<byte[], byte[]> shaped = shapes.apply(detail);
      if (fits(shaped, to, largest)) {
        return shaped;
      }
    }
    return null;
  }

  private boolean fits(Record<byte[], byte[]> record, OutputTopic to, int largest) {
    return BatchSize.atMost(record) <= Math.min(to.maxMessageBytes(), largest)
        || (BatchSize.uncompressed(record) <= largest
            && BatchSize.sent(record, compression) <= to.maxMessageBytes());
  }

  private String tooLarge(
      Record<byte[], byte[]> record, RecordMetadata source, OutputTopic to, TopicFacts seen) {
    int uncompressed = BatchSize.uncompressed(record);
    return uncompressed > seen.largestRecord()
        ? "%s has %d bytes uncompressed, and producers were made for %d: set max.message.bytes of topic %s to at least %d and restart the service"
            .formatted(place(source), uncompressed, seen.largestRecord(), to.name(), uncompressed)
        : "%s is too large for topic %s, which takes %d bytes: set its max.message.bytes to at least %d"
            .formatted(
                place(source),
                to.name(),
                to.maxMessageBytes(),
                BatchSize.sent(record, compression));
  }

  private static String untimely(RecordMetadata source, OutputTopic to) {
    return "%s has a timestamp too far from the broker's clock for topic %s, which takes %d ms before and %d ms after it: set its message.timestamp.before.max.ms and message.timestamp.after.max.ms to %d"
        .formatted(
            place(source), to.name(), to.timestampBefore(), to.timestampAfter(), Long.MAX_VALUE);
  }

  private static String place(RecordMetadata source) {
    return "raw record %s-%d offset %d"
        .formatted(source.topic(), source.partition(), source.offset());
  }
}
