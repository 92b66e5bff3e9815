package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.BurnAlert;
import io.sluice.engine.objective.BurnAlerts;
import io.sluice.engine.objective.BurnRate;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.CountSeries;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Standing;
import io.sluice.engine.objective.Window;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.delta.Delta;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures an indicator whose counts just run on: of records, or of whole minutes. */
final class RunningMeasure implements Measure {

  /** What is looked at to say whether a promise about records is kept now. */
  static final Duration LATELY = Duration.ofMinutes(5);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Window DEFAULT_WINDOW = new Window.Rolling(Duration.ofDays(30));
  private static final Periods DAYS = new Periods.Calendar(CalendarUnit.DAY, ZoneOffset.UTC);

  private final Indicator indicator;
  private final Duration skew;
  private final Duration kept;
  private final StoredSeries series;
  private final Course course;
  private final BurnAlerts alerts;
  private final @Nullable KeySets keySets;
  private final @Nullable RecentKeys recentKeys;

  RunningMeasure(Indicator indicator, Drawer drawer, Duration skew) {
    this.indicator = indicator;
    this.skew = skew;
    this.kept = window().nominal().plusDays(2);
    this.series = new StoredSeries(drawer, indicator.id());
    this.course = new Course(drawer, indicator.id());
    Optional<Objective> objective = indicator.promise().objective();
    this.alerts =
        indicator.burns() ? objective.map(BurnAlerts::of).orElse(BurnAlerts.NONE) : BurnAlerts.NONE;
    this.keySets =
        uniqueness() instanceof Window.OfCalendar ? new KeySets(drawer, indicator.id()) : null;
    this.recentKeys =
        uniqueness() instanceof Window.Rolling(Duration length)
            ? new RecentKeys(drawer, indicator.id(), length)
            : null;
  }

  private @Nullable Window uniqueness() {
    return indicator instanceof Indicator.Uniqueness unique ? unique.window() : null;
  }

  private Window window() {
    return indicator.promise().objective().map(Objective::window).orElse(DEFAULT_WINDOW);
  }

  @Override
  public Indicator indicator() {
    return indicator;
  }

  // ---- counting

  @Override
  public void take(Delta.Bucket bucket, Instant judged) {
    if (isOutside(bucket.start(), bucket.end(), judged)) {
      course.leaveOut(bucket.total());
    } else {
      add(bucket.start(), new Counts(bucket.good(), bucket.total()));
    }
  }

  @Override
  public void take(Delta.KeySet keys, Instant judged) {
    if (isOutside(keys.start(), keys.end(), judged)) {
      course.leaveOut(keys.records());
    } else if (recentKeys != null) {
      add(keys, recentKeys.add(keys.start(), keys.hashes()));
    } else if (keySets != null && uniqueness() instanceof Window.OfCalendar(Periods periods)) {
      Period period = periods.of(keys.start());
      if (keySets.size(period).closed()) {
        course.leaveOut(keys.records());
      } else {
        add(keys, keySets.add(period, keys.hashes(), keys.late(), judged));
      }
    }
  }

  private void add(Delta.KeySet keys, KeySets.Added added) {
    course.leaveOut(added.leftOut());
    add(keys.start(), new Counts(added.fresh(), keys.records() - added.leftOut()));
  }

  private boolean isOutside(Instant start, Instant end, Instant judged) {
    return start.isAfter(judged.plus(skew)) || end.isBefore(judged.minus(kept));
  }

  private void add(Instant at, Counts counts) {
    series.add(at, counts);
    course.judge(counts);
  }

  // ---- judging minutes

  @Override
  public void minute(Period minute, Knowledge knowledge) {
    Current current =
        switch (indicator) {
          case Indicator.Freshness fresh -> freshness(fresh, minute, knowledge);
          case Indicator.Availability available -> availability(available, knowledge);
          default -> Current.UNKNOWN;
        };
    if (current != Current.UNKNOWN) {
      add(minute.start(), current == Current.KEPT ? Counts.GOOD : Counts.BAD);
    }
  }

  private static Current freshness(Indicator.Freshness fresh, Period minute, Knowledge knowledge) {
    String element = fresh.promise().eventTime();
    OptionalLong newest = element == null ? OptionalLong.empty() : knowledge.newest(element);
    if (newest.isEmpty()) {
      return Current.UNKNOWN;
    }
    Duration age = Duration.between(Instant.ofEpochMilli(newest.getAsLong()), minute.end());
    return Current.of(age.compareTo(fresh.atMost()) <= 0);
  }

  /**
   * Good where nothing waits, or where records were judged and no more wait than is promised. In a
   * minute in which nobody looked, as many wait as did before.
   */
  private static Current availability(Indicator.Availability available, Knowledge knowledge) {
    OptionalLong lag = knowledge.lag();
    if (lag.isEmpty()) {
      return knowledge.hasEnforced() && available.mostLag().isEmpty()
          ? Current.KEPT
          : Current.UNKNOWN;
    }
    boolean enforces = knowledge.hasEnforced() || lag.getAsLong() == 0;
    return Current.of(enforces && lag.getAsLong() <= available.mostLag().orElse(Long.MAX_VALUE));
  }

  // ---- reading

  @Override
  public Reading read(Instant after, Instant now) {
    CountSeries counts = series.series();
    Current current = current(now);
    Standing standing =
        course.follow(
            indicator
                .promise()
                .objective()
                .map(objective -> Standing.of(objective, counts, alerts, current, now))
                .orElseGet(() -> withoutObjective(current, now)));
    Period window = window().at(now);
    return new Reading(
        indicator,
        now,
        course.judged(),
        standing,
        new Result(window, counts.sum(window), Result.State.PROVISIONAL),
        burns(now),
        Optional.empty(),
        List.of());
  }

  private Current current(Instant now) {
    return switch (indicator) {
      case Indicator.Freshness fresh -> lastMinute(now);
      case Indicator.Availability available -> lastMinute(now);
      default -> {
        Counts lately = series.series().sumOfLast(LATELY, now);
        yield indicator
            .promise()
            .objective()
            .map(objective -> Current.of(lately, objective.target()))
            .or(
                () ->
                    indicator
                        .promise()
                        .bound()
                        .filter(bound -> !lately.isNone())
                        .map(bound -> Current.of(bound.isKeptBy(lately))))
            .orElse(Current.UNKNOWN);
      }
    };
  }

  /** What the minute came to that has just been judged. */
  private Current lastMinute(Instant now) {
    Counts last = series.series().sumOfLast(MINUTE, now);
    return last.isNone() ? Current.UNKNOWN : Current.of(last.bad() == 0);
  }

  private Standing withoutObjective(Current current, Instant now) {
    Counts counts = series.series().sum(DEFAULT_WINDOW.at(now));
    String reason =
        switch (current) {
          case KEPT -> "kept now; " + counts + " good in " + DEFAULT_WINDOW;
          case BROKEN -> "broken now; " + counts + " good in " + DEFAULT_WINDOW;
          case UNKNOWN ->
              counts.isNone()
                  ? "nothing to judge in " + DEFAULT_WINDOW
                  : counts + " good in " + DEFAULT_WINDOW + ", of which nothing is promised";
        };
    return Standing.withoutObjective(counts, current, reason, now);
  }

  private Map<Duration, BurnRate> burns(Instant now) {
    Map<Duration, BurnRate> burns = new HashMap<>();
    indicator
        .promise()
        .objective()
        .ifPresent(
            objective ->
                alerts.alerts().stream()
                    .flatMap(RunningMeasure::windows)
                    .forEach(
                        length ->
                            burns.computeIfAbsent(
                                length,
                                l ->
                                    new BurnRate(
                                        series.series().sumOfLast(l, now), objective.target()))));
    return burns;
  }

  private static Stream<Duration> windows(BurnAlert alert) {
    return Stream.of(alert.longWindow(), alert.shortWindow());
  }

  @Override
  public List<Reading.PeriodResult> history(Instant now) {
    List<Reading.PeriodResult> history = new ArrayList<>();
    for (Period day = DAYS.of(window().at(now).start());
        day.start().isBefore(now);
        day = DAYS.after(day)) {
      Counts counts = series.series().sum(day);
      if (!counts.isNone()) {
        Current keeps =
            indicator
                .promise()
                .objective()
                .map(objective -> Current.of(counts, objective.target()))
                .orElse(Current.UNKNOWN);
        history.add(
            new Reading.PeriodResult(new Result(day, counts, Result.State.PROVISIONAL), 0, keeps));
      }
    }
    return history;
  }

  // ---- keeping

  @Override
  public void save() {
    series.save();
    course.save();
  }

  @Override
  public void expire(Instant now) {
    series.age(now, kept);
    if (recentKeys != null) {
      recentKeys.sweep(now);
    }
    if (keySets != null && uniqueness() instanceof Window.OfCalendar(Periods periods)) {
      keySets.sweep(periods.before(periods.of(now)).start(), now.minus(kept), now);
    }
  }
}
