package io.sluice.pipeline.enforce;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Since when records are known to stand in the raw topic, from where its partitions ended at each
 * look. A record that has been there for a while was written by a producer that had registered its
 * schema before: it need not be waited with as long as one that has just come.
 *
 * <p>Looks are shared by the threads of a pipeline, and outlive them.
 */
public final class Sightings {

  /** Looks that follow each other closer than this part of the time are taken together. */
  private static final int APART = 32;

  /**
   * An end of a partition, exclusive, when it was seen, and when the first look of its kind was.
   */
  private record Sighting(long end, long at, long first) {}

  private final Map<TopicPartition, ArrayDeque<Sighting>> partitions = new ConcurrentHashMap<>();
  private final long enough;
  private final LongSupplier nanoTime;

  /**
   * @param enough records that stand there for longer are not told apart
   */
  public Sightings(Duration enough, LongSupplier nanoTime) {
    this.enough = enough.toNanos();
    this.nanoTime = nanoTime;
  }

  /** A partition ends here now; {@code end} is the offset of the record that comes next. */
  public void saw(TopicPartition partition, long end) {
    long now = nanoTime.getAsLong();
    ArrayDeque<Sighting> sightings = partitions.computeIfAbsent(partition, p -> new ArrayDeque<>());
    synchronized (sightings) {
      if (!sightings.isEmpty() && end < sightings.peekLast().end()) {
        sightings.clear(); // another topic of the same name
      }
      add(sightings, end, now);
      while (sightings.size() > 1 && isEnough(second(sightings), now)) {
        sightings.removeFirst();
      }
    }
  }

  private void add(ArrayDeque<Sighting> sightings, long end, long now) {
    Sighting last = sightings.peekLast();
    if (last == null || end > last.end()) {
      boolean together = last != null && now - last.first() < enough / APART;
      if (together) {
        sightings.removeLast(); // what it saw counts as seen now: later than it was, never earlier
      }
      sightings.addLast(new Sighting(end, now, together ? last.first() : now));
    }
  }

  private boolean isEnough(Sighting sighting, long now) {
    return now - sighting.at() >= enough;
  }

  private static Sighting second(ArrayDeque<Sighting> sightings) {
    return sightings.stream().skip(1).findFirst().orElseThrow();
  }

  /** Since when a record has been there, in nanoseconds; empty where that is not known. */
  OptionalLong since(TopicPartition partition, long offset) {
    ArrayDeque<Sighting> sightings = partitions.get(partition);
    if (sightings == null) {
      return OptionalLong.empty();
    }
    synchronized (sightings) {
      return sightings.stream()
          .filter(sighting -> offset < sighting.end())
          .mapToLong(Sighting::at)
          .findFirst();
    }
  }
}
