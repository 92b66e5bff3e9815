package io.sluice.pipeline.enforce;

import io.sluice.pipeline.topic.OutputTopic;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.jspecify.annotations.Nullable;

/**
 * Finds the headers with which a record's topic takes it. Where one is too large for it, what
 * Sluice's headers say is shortened, never what the producer sent. Where that does not do, or the
 * topic refuses the record's timestamp, the settings of the topic are wrong, not the record: the
 * thread waits until they are put right. Shared by threads.
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
   * The headers with which a record's topic takes it.
   *
   * @param destination where it goes
   * @param judged when it was judged, just before
   * @param shapes its headers, by how much they are to say
   * @throws StoppedException where the pipeline stops while the topic takes no such record
   */
  WrittenHeaders fit(
      ConsumerRecord<byte[], byte[]> raw,
      Destination destination,
      JudgedTime.Moment judged,
      Function<Detail, WrittenHeaders> shapes) {
    TopicFacts seen = facts.get();
    WrittenHeaders whole = shapes.apply(Detail.FULL);
    OutputTopic to = destination.in(seen);
    if (to.takesTimestamp(OutputRecord.timestamp(raw), judged.millis())
        && fits(raw, whole, to, seen.largestRecord())) {
      return whole;
    }
    return await(raw, destination, shapes);
  }

  /** Likewise, of a record that nothing waits for; null where its topic takes no such record. */
  @Nullable WrittenHeaders fitNow(
      ConsumerRecord<byte[], byte[]> raw,
      Destination destination,
      JudgedTime.Moment judged,
      Function<Detail, WrittenHeaders> shapes) {
    TopicFacts seen = facts.get();
    OutputTopic to = destination.in(seen);
    return to.takesTimestamp(OutputRecord.timestamp(raw), judged.millis())
        ? fitting(raw, to, seen.largestRecord(), shapes)
        : null;
  }

  private WrittenHeaders await(
      ConsumerRecord<byte[], byte[]> raw,
      Destination destination,
      Function<Detail, WrittenHeaders> shapes) {
    try {
      for (int attempt = 1; ; attempt++) {
        TopicFacts seen = facts.get();
        OutputTopic to = destination.in(seen);
        WrittenHeaders fitting = fitting(raw, to, seen.largestRecord(), shapes);
        boolean timely = to.takesTimestamp(OutputRecord.timestamp(raw), clock.millis());
        if (fitting != null && timely) {
          return fitting;
        }
        WrittenHeaders least = shapes.apply(Detail.LEAST);
        waiting.pause(
            timely ? tooLarge(raw, least, to, seen) : untimely(raw, to), backoff.after(attempt));
      }
    } finally {
      waiting.over();
    }
  }

  private @Nullable WrittenHeaders fitting(
      ConsumerRecord<byte[], byte[]> raw,
      OutputTopic to,
      int largest,
      Function<Detail, WrittenHeaders> shapes) {
    for (Detail detail : Detail.values()) {
      WrittenHeaders shaped = shapes.apply(detail);
      if (fits(raw, shaped, to, largest)) {
        return shaped;
      }
    }
    return null;
  }

  private boolean fits(
      ConsumerRecord<byte[], byte[]> raw, WrittenHeaders headers, OutputTopic to, int largest) {
    return BatchSize.atMost(raw, headers) <= Math.min(to.maxMessageBytes(), largest)
        || (BatchSize.uncompressed(raw, headers) <= largest
            && BatchSize.sent(raw, headers, compression) <= to.maxMessageBytes());
  }

  private String tooLarge(
      ConsumerRecord<byte[], byte[]> raw, WrittenHeaders headers, OutputTopic to, TopicFacts seen) {
    int uncompressed = BatchSize.uncompressed(raw, headers);
    return uncompressed > seen.largestRecord()
        ? "%s has %d bytes uncompressed, and producers were made for %d: set max.message.bytes of topic %s to at least %d and restart the service"
            .formatted(place(raw), uncompressed, seen.largestRecord(), to.name(), uncompressed)
        : "%s is too large for topic %s, which takes %d bytes: set its max.message.bytes to at least %d"
            .formatted(
                place(raw),
                to.name(),
                to.maxMessageBytes(),
                BatchSize.sent(raw, headers, compression));
  }

  private static String untimely(ConsumerRecord<byte[], byte[]> raw, OutputTopic to) {
    return "%s has a timestamp too far from the broker's clock for topic %s, which takes %d ms before and %d ms after it: set its message.timestamp.before.max.ms and message.timestamp.after.max.ms to %d"
        .formatted(
            place(raw), to.name(), to.timestampBefore(), to.timestampAfter(), Long.MAX_VALUE);
  }

  private static String place(ConsumerRecord<byte[], byte[]> raw) {
    return "raw record %s-%d offset %d".formatted(raw.topic(), raw.partition(), raw.offset());
  }
}
