package io.sluice.pipeline.sli;

import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts records for the indicators that go by the same time of theirs: an event time, or that of
 * judging. Records that follow each other mostly fall into the same stretches of all of these, so
 * they are summed up, and each indicator is asked once for such a {@link Run}, not for each record.
 * Only keys and latencies are taken from each. One task's.
 */
final class Runs {

  private final int time;
  private final IndicatorTally[] indicators;
  private final IndicatorTally.Swift[] latencies;
  private final IndicatorTally.Keyed[] keys;
  private final Run run;
  private boolean isOpen;
  private boolean isOfDay;
  private long from;
  private long until;

  /**
   * @param time its place in observations; {@link Observables#NOWHERE} for that of judging
   */
  Runs(int time, List<IndicatorTally> indicators) {
    this.time = time;
    this.indicators = indicators.toArray(IndicatorTally[]::new);
    this.latencies =
        all(IndicatorTally.Swift.class, indicators).toArray(IndicatorTally.Swift[]::new);
    this.keys = all(IndicatorTally.Keyed.class, indicators).toArray(IndicatorTally.Keyed[]::new);
    this.run =
        new Run(
            all(IndicatorTally.Valued.class, indicators).stream()
                .mapToInt(IndicatorTally.Valued::value)
                .toArray());
  }

  private static <T> List<T> all(Class<T> kind, List<IndicatorTally> indicators) {
    return indicators.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Counts a record that belongs to the contract, where it says when it happened.
   *
   * @param seen null where it has no value that decodes
   */
  void count(boolean isPassed, long judged, @Nullable Observation seen) {
    if (time == Observables.NOWHERE) {
      count(isPassed, judged, false, judged, seen);
    } else if (seen != null && seen.time(time) != Observation.NO_TIME) {
      count(isPassed, seen.time(time), seen.isDay(time), judged, seen);
    }
  }

  private void count(
      boolean isPassed, long at, boolean isDay, long judged, @Nullable Observation seen) {
    if (!goesOn(at, isDay, judged)) {
      end();
      begin(at, isDay, judged);
    }
    run.count(isPassed, seen);
    if (isPassed && seen != null) {
      for (IndicatorTally.Swift latency : latencies) {
        latency.count(judged, seen);
      }
      for (IndicatorTally.Keyed key : keys) {
        key.count(seen);
      }
    }
  }

  private boolean goesOn(long at, boolean isDay, long judged) {
    return isOpen && judged == run.judged() && at >= from && at < until && isDay == isOfDay;
  }

  private void begin(long at, boolean isDay, long judged) {
    run.begin(judged);
    isOpen = true;
    isOfDay = isDay;
    from = Long.MIN_VALUE;
    until = Long.MAX_VALUE;
    for (IndicatorTally indicator : indicators) {
      indicator.begin(at, isDay, judged);
      from = Math.max(from, indicator.alikeFrom());
      until = Math.min(until, indicator.alikeUntil());
    }
    if (isDay) {
      // Midnight in UTC may lie in a stretch that the day does not belong to.
      from = at;
      until = at + 1;
    }
  }

  /** Gives the indicators what has been summed up. */
  void end() {
    if (isOpen) {
      for (IndicatorTally indicator : indicators) {
        indicator.end(run);
      }
      isOpen = false;
    }
  }

  /** Forgets what was counted. */
  void clear() {
    isOpen = false;
    for (IndicatorTally indicator : indicators) {
      indicator.clear();
    }
  }
}
