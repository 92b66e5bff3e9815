package io.sluice.pipeline.sli;

import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Window;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.sli.Arrival;
import io.sluice.engine.sli.CalendarWindow;
import io.sluice.engine.sli.Denominator;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.Delta.Coverage;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one task has counted for the indicators of its contract and not handed over. Written by its
 * stream thread alone: plain fields, nothing shared.
 *
 * <p>What passed is compliant, its warnings aside. Of uniqueness, coverage, deadline, frequency and
 * volume only such records count: what consumers have.
 */
public final class SliTally {

  private static final long NOT_JUDGED = Long.MIN_VALUE;

  private final Promises promises;
  private final Observables observables;
  private final Load load = new Load();
  private final List<IndicatorTally> indicators;
  private final Runs[] runs;
  private final EventTally[] events;
  private long judgedFrom = NOT_JUDGED;
  private long judgedTo = NOT_JUDGED;

  /** A tally of a contract's promises, at zero. */
  public SliTally(Promises promises) {
    this(promises, indicator -> true);
  }

  /**
   * Likewise, for records that are replayed. They counted when they came for the first time in what
   * is told of all that came: adherence, latency, and of values that did not have to pass. What is
   * told of the product alone takes them in when they get there.
   */
  public static SliTally ofReplayed(Promises promises) {
    return new SliTally(promises, SliTally::isOfProduct);
  }

  private static boolean isOfProduct(Indicator indicator) {
    return switch (indicator) {
      case Indicator.Adherence adherence -> false;
      case Indicator.Latency latency -> false;
      case Indicator.Accuracy accuracy -> false;
      case Indicator.Completeness completeness ->
          completeness.denominator() == Denominator.COMPLIANT;
      case Indicator.Deadline deadline -> true;
      case Indicator.Frequency frequency -> true;
      case Indicator.Volume volume -> true;
      case Indicator.Coverage coverage -> true;
      case Indicator.Uniqueness uniqueness -> true;
      case Indicator.Freshness freshness -> true;
      case Indicator.Availability availability -> true;
    };
  }

  private SliTally(Promises promises, Predicate<Indicator> counted) {
    this.promises = promises;
    this.observables = Observables.of(promises);
    this.indicators =
        promises.indicators().stream()
            .filter(counted)
            .flatMap(indicator -> tally(indicator).stream())
            .toList();
    this.runs =
        indicators.stream().collect(Collectors.groupingBy(IndicatorTally::time)).entrySet().stream()
            .map(alike -> new Runs(alike.getKey(), alike.getValue()))
            .toArray(Runs[]::new);
    long skew = promises.clockSkew().toMillis();
    List<String> times = observables.times();
    this.events = new EventTally[times.size()];
    Arrays.setAll(events, place -> new EventTally(times.get(place), place, skew));
  }

  /** Of what a record decides; empty of what the clock decides alone. */
  private Optional<IndicatorTally> tally(Indicator indicator) {
    int time = observables.time(indicator);
    return Optional.ofNullable(
        switch (indicator) {
          case Indicator.Adherence adherence -> new IndicatorTally.Passed(adherence, load);
          case Indicator.Latency latency ->
              new IndicatorTally.Swift(latency, time, backfill(), load);
          case Indicator.Deadline deadline -> deadline(deadline, time);
          case Indicator.Frequency frequency ->
              new IndicatorTally.Arrived(frequency, time, ByPeriod.of(frequency.intervals()), load);
          case Indicator.Volume volume ->
              new IndicatorTally.Arrived(volume, time, ByPeriod.of(volume.window()), load);
          case Indicator.Completeness completeness -> valued(completeness, time);
          case Indicator.Accuracy accuracy -> valued(accuracy, time);
          case Indicator.Coverage coverage ->
              new IndicatorTally.Keyed(
                  coverage, time, observables.key(coverage), ByPeriod.of(coverage.window()), load);
          case Indicator.Uniqueness uniqueness ->
              new IndicatorTally.Keyed(
                  uniqueness, time, observables.key(uniqueness), division(uniqueness), load);
          // Judged by the newest event, and by the pipeline's own state.
          case Indicator.Freshness freshness -> null;
          case Indicator.Availability availability -> null;
        });
  }

  private OptionalLong backfill() {
    return promises.backfillOlderThan().stream().mapToLong(d -> d.toMillis()).findFirst();
  }

  private IndicatorTally deadline(Indicator.Deadline deadline, int time) {
    ByPeriod division = ByPeriod.of(deadline.deadlines());
    if (deadline.arrival() instanceof Arrival.OfCoverage(String rule)
        && promises.indicator(rule).orElse(null) instanceof Indicator.Coverage coverage) {
      return new IndicatorTally.Keyed(
          deadline, observables.time(coverage), observables.key(coverage), division, load);
    }
    return new IndicatorTally.Arrived(deadline, time, division, load);
  }

  private IndicatorTally valued(Indicator indicator, int time) {
    Division division =
        indicator.periods().<Division>map(ByPeriod::of).orElseGet(() -> new ByAge());
    return new IndicatorTally.Valued(indicator, time, observables.value(indicator), division, load);
  }

  /** Keys of one stretch are to lie in one window, however old. */
  private static Division division(Indicator.Uniqueness uniqueness) {
    Optional<CalendarWindow> periods = uniqueness.periods();
    if (periods.isPresent()) {
      return ByPeriod.of(periods.get());
    }
    return switch (uniqueness.window()) {
      case Window.OfCalendar(Periods.Calendar calendar) -> new ByAge(ByPeriod.of(calendar));
      case Window.Rolling(var length) -> new ByAge();
    };
  }

  /**
   * Counts a record that belongs to the contract.
   *
   * @param isPassed whether it is in the product topic, and nothing speaks against that
   * @param judged when it was judged, as its headers say
   * @param seen what it shows; null where it has no value that decodes
   */
  public void count(boolean isPassed, long judged, @Nullable Observation seen) {
    if (judgedFrom == NOT_JUDGED) {
      judgedFrom = judged;
    }
    judgedTo = judged;
    for (Runs alike : runs) {
      alike.count(isPassed, judged, seen);
    }
    if (seen != null) {
      for (EventTally event : events) {
        event.count(isPassed, judged, seen);
      }
    }
  }

  /** Whether it holds so much that it is to be handed over. */
  public boolean isFull() {
    return load.isFull();
  }

  /**
   * All that was counted.
   *
   * @param outcomes records by what became of them
   */
  public Delta delta(Coverage coverage, Map<String, Long> outcomes) {
    List<IndicatorCounts> counts = new ArrayList<>();
    List<KeySet> keys = new ArrayList<>();
    for (Runs alike : runs) {
      alike.end();
    }
    for (IndicatorTally indicator : indicators) {
      indicator.addTo(counts, keys);
    }
    Delta.Judged judged =
        judgedFrom == NOT_JUDGED
            ? null
            : new Delta.Judged(Instant.ofEpochMilli(judgedFrom), Instant.ofEpochMilli(judgedTo));
    return new Delta(
        coverage,
        judged,
        outcomes,
        Arrays.stream(events).map(EventTally::times).toList(),
        counts,
        keys);
  }

  /** Forgets what was counted. */
  public void clear() {
    for (Runs alike : runs) {
      alike.clear();
    }
    for (EventTally event : events) {
      event.clear();
    }
    load.clear();
    judgedFrom = NOT_JUDGED;
    judgedTo = NOT_JUDGED;
  }
}
