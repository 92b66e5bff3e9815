package io.sluice.pipeline.count;

import io.sluice.engine.observe.Observables;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How long after their event compliant records of a contract were judged, since the process began:
 * {@link #NAME}. Tasks count for themselves, and add what they counted once its transaction has
 * committed. Thread-safe.
 *
 * <p>The event time is that of the contract's first promise of latency, or else of freshness; a
 * record that has none counts nowhere. One of the future counts as judged at once.
 */
public final class LatencyHistogram {

  /**
   * Histogram {@code sluice_latency_seconds}, with the {@linkplain PipelineMeters#tags tags} of
   * every meter.
   */
  public static final String NAME = "sluice_latency_seconds";

  private static final List<Duration> BOUNDS =
      Stream.of(
              "PT0.01S",
              "PT0.025S",
              "PT0.05S",
              "PT0.1S",
              "PT0.25S",
              "PT0.5S",
              "PT1S",
              "PT2.5S",
              "PT5S",
              "PT10S",
              "PT30S",
              "PT1M",
              "PT5M",
              "PT15M",
              "PT1H",
              "PT6H",
              "PT24H")
          .map(Duration::parse)
          .toList();

  private final int time;
  private final long[] bounds;
  private final AtomicLongArray counts;
  private final AtomicLong sum = new AtomicLong();

  private LatencyHistogram(int time, long[] bounds) {
    this.time = time;
    this.bounds = bounds;
    this.counts = new AtomicLongArray(bounds.length + 1);
  }

  /**
   * That of a contract; empty where it promises nothing of the kind. What it promises of latency is
   * among its bounds, so that it can be read off exactly.
   */
  public static Optional<LatencyHistogram> of(Promises promises) {
    Observables observables = Observables.of(promises);
    List<Indicator> indicators = promises.indicators();
    return Stream.concat(
            indicators.stream().filter(Indicator.Latency.class::isInstance),
            indicators.stream().filter(Indicator.Freshness.class::isInstance))
        .filter(indicator -> observables.time(indicator) != Observables.NOWHERE)
        .findFirst()
        .map(indicator -> new LatencyHistogram(observables.time(indicator), bounds(indicators)));
  }

  private static long[] bounds(List<Indicator> indicators) {
    LongStream promised =
        indicators.stream()
            .filter(Indicator.Latency.class::isInstance)
            .map(Indicator.Latency.class::cast)
            .mapToLong(latency -> latency.atMost().toMillis());
    return LongStream.concat(BOUNDS.stream().mapToLong(Duration::toMillis), promised)
        .sorted()
        .distinct()
        .toArray();
  }

  /** The place of the event time in observations. */
  int time() {
    return time;
  }

  /**
   * Which of the counts one of so many milliseconds belongs to.
   *
   * @param guess looked at first
   */
  int bucket(long millis, int guess) {
    if ((guess == 0 || millis > bounds[guess - 1])
        && (guess == bounds.length || millis <= bounds[guess])) {
      return guess;
    }
    int found = Arrays.binarySearch(bounds, millis);
    return found >= 0 ? found : -found - 1;
  }

  int buckets() {
    return bounds.length + 1;
  }

  /** Takes in what a task has counted. */
  void add(LatencyTally tally) {
    for (int bucket = 0; bucket < buckets(); bucket++) {
      if (tally.count(bucket) > 0) {
        counts.addAndGet(bucket, tally.count(bucket));
      }
    }
    sum.addAndGet(tally.sum());
  }

  /** The upper bounds in seconds, in ascending order, each inclusive; the last one is infinite. */
  public double[] upperBounds() {
    double[] upper = Arrays.stream(bounds).mapToDouble(millis -> millis / 1000.0).toArray();
    double[] all = Arrays.copyOf(upper, buckets());
    all[bounds.length] = Double.POSITIVE_INFINITY;
    return all;
  }

  /** How many records there are up to each bound and above the one before. */
  public long[] counts() {
    long[] all = new long[buckets()];
    Arrays.setAll(all, counts::get);
    return all;
  }

  /** The sum of all, in seconds. */
  public double sum() {
    return sum.get() / 1000.0;
  }
}
