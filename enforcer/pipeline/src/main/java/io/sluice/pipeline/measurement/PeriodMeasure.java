package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.BurnAlerts;
import io.sluice.engine.objective.CountSeries;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Result.State;
import io.sluice.engine.objective.Standing;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.measurement.Reading.PeriodResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Measures an indicator whose periods are judged one by one, each when it is due. */
final class PeriodMeasure implements Measure {

  private static final Duration LEAST_KEPT = Duration.ofDays(92);
  private static final Duration LEAST_KEPT_OF_SHORT_ONES = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofHours(1);

  /** So many periods are kept at least, so that a month has last year's beside it. */
  private static final int LEAST_PERIODS = 13;

  private final Indicator indicator;
  private final PeriodRule rule;
  private final Periods periods;
  private final Instant since;
  private final Duration skew;
  private final Duration kept;
  private final Drawer drawer;
  private final Course course;
  private final @Nullable KeySets keys;
  private final NavigableMap<Long, PeriodTally> tallies = new TreeMap<>();

  /** Periods that something has come for since they were last judged, by their start. */
  private final Set<Long> touched = new TreeSet<>();

  private final Set<Long> unsaved = new TreeSet<>();

  /**
   * @param keys of the indicator; null where it does not tell keys apart
   * @param since when measuring began: periods that begin later are due whether anything comes
   */
  PeriodMeasure(
      Indicator indicator,
      PeriodRule rule,
      @Nullable KeySets keys,
      Drawer drawer,
      Instant since,
      Duration skew) {
    this.indicator = indicator;
    this.rule = rule;
    this.periods = rule.periods();
    this.keys = keys;
    this.since = since;
    this.skew = skew;
    this.kept = kept();
    this.drawer = drawer.in("period").in(indicator.id());
    this.course = new Course(drawer, indicator.id());
    this.drawer.visit(
        (start, tally) -> {
          tallies.put(Drawer.number(start), PeriodTally.of(tally));
          return true;
        });
    touched.addAll(tallies.keySet());
  }

  private Duration kept() {
    Duration nominal = periods.nominal();
    Duration several = nominal.multipliedBy(LEAST_PERIODS);
    Duration least = nominal.compareTo(SHORT) < 0 ? LEAST_KEPT_OF_SHORT_ONES : LEAST_KEPT;
    Duration promised =
        indicator.promise().objective().map(o -> o.window().nominal()).orElse(Duration.ZERO);
    Duration longest = several.compareTo(least) > 0 ? several : least;
    return (longest.compareTo(promised) > 0 ? longest : promised).plus(nominal).plusDays(2);
  }

  @Override
  public Indicator indicator() {
    return indicator;
  }

  // ---- counting

  @Override
  public void take(Delta.Bucket bucket, Instant judged) {
    Period period = periods.of(bucket.start());
    if (isOutside(period, judged)) {
      course.leaveOut(bucket.total());
      return;
    }
    add(
        period,
        new Counts(bucket.good() - bucket.lateGood(), bucket.total() - bucket.lateTotal()),
        new Counts(bucket.lateGood(), bucket.lateTotal()));
  }

  @Override
  public void take(Delta.KeySet set, Instant judged) {
    Period period = periods.of(set.start());
    if (keys == null || isOutside(period, judged) || keys.size(period).closed()) {
      course.leaveOut(set.records());
      return;
    }
    KeySets.Added added = keys.add(period, set.hashes(), set.late(), judged);
    course.leaveOut(added.leftOut());
    Counts counts =
        indicator instanceof Indicator.Uniqueness
            ? new Counts(added.fresh(), set.records() - added.leftOut())
            : Counts.NONE;
    add(period, set.late() ? Counts.NONE : counts, set.late() ? counts : Counts.NONE);
  }

  private boolean isOutside(Period period, Instant judged) {
    return period.start().isAfter(judged.plus(skew)) || period.end().isBefore(judged.minus(kept));
  }

  private void add(Period period, Counts inTime, Counts late) {
    PeriodTally tally = tally(period);
    put(period, tally.plus(inTime, late));
    touched.add(key(period));
  }

  private static long key(Period period) {
    return period.start().toEpochMilli();
  }

  private PeriodTally tally(Period period) {
    return tallies.getOrDefault(key(period), PeriodTally.NONE);
  }

  private void put(Period period, PeriodTally tally) {
    tallies.put(key(period), tally);
    unsaved.add(key(period));
  }

  @Override
  public void minute(Period minute, Knowledge knowledge) {
    // its periods are judged as they fall due
  }

  // ---- judging periods

  @Override
  public Reading read(Instant after, Instant now) {
    List<PeriodResult> settled = new ArrayList<>();
    Instant oldest = now.minus(kept);
    for (Period due : rule.dueBetween(after.isBefore(oldest) ? oldest : after, now).toList()) {
      if (!due.start().isBefore(since)) {
        settle(due, settled);
      }
    }
    for (long start : List.copyOf(touched)) {
      Period period = periods.of(Instant.ofEpochMilli(start));
      if (!rule.due(period).isAfter(now)) {
        settle(period, settled);
        touched.remove(start);
      }
    }
    Optional<Period> last = lastDue(now);
    Current current = last.map(this::current).orElse(Current.UNKNOWN);
    Standing standing = course.follow(standing(last, current, now));
    return new Reading(
        indicator,
        now,
        course.judged(),
        standing,
        window(last, standing, now),
        Map.of(),
        Optional.of(open(now)),
        settled);
  }

  /** Judges a period that is due: for the first time, or again where late records changed it. */
  private void settle(Period period, List<PeriodResult> settled) {
    PeriodTally tally = tally(period);
    PeriodTally.Judged before = tally.judged();
    if (before == null) {
      if (isPast(period) && !rule.judgesThePast()) {
        return;
      }
      // Before anybody measured, nobody could tell what was in time.
      Counts counts = rule.counts(period, tally, isPast(period));
      course.judge(rule.weight(counts, rule.keeps(counts)));
      before = new PeriodTally.Judged(counts, State.FINAL);
      tally = tally.judged(counts, State.FINAL);
      put(period, tally);
      settled.add(result(period, tally, before));
    }
    if (keys != null && keys.size(period).closed()) {
      return;
    }
    // What was in time and is known only now counts for every promise, what was late for some.
    Counts revised = rule.counts(period, tally, rule.isRevised() || isPast(period));
    if (!revised.equals(before.counts())) {
      tally = tally.judged(revised, State.REVISED);
      put(period, tally);
      settled.add(result(period, tally, new PeriodTally.Judged(revised, State.REVISED)));
    }
  }

  private boolean isPast(Period period) {
    return !rule.due(period).isAfter(since);
  }

  private PeriodResult result(Period period, PeriodTally tally, PeriodTally.Judged judged) {
    return new PeriodResult(
        new Result(period, judged.counts(), judged.state()),
        late(period, tally),
        rule.keeps(judged.counts()));
  }

  private long late(Period period, PeriodTally tally) {
    return keys == null || indicator instanceof Indicator.Uniqueness
        ? tally.late().total()
        : keys.size(period).late();
  }

  /** The period that was the last to fall due, where it can be judged. */
  private Optional<Period> lastDue(Instant now) {
    Period period = periods.of(now);
    while (rule.due(period).isAfter(now)) {
      period = periods.before(period);
    }
    boolean isDue = !period.start().isBefore(since) || tally(period).judged() != null;
    return isDue ? Optional.of(period) : Optional.empty();
  }

  private Current current(Period last) {
    Current kept = rule.keeps(rule.counts(last, tally(last), true));
    if (kept == Current.BROKEN && !rule.isRevised()) {
      // The next one that is there already makes up for it.
      Period next = periods.after(last);
      return rule.keeps(rule.counts(next, tally(next), false));
    }
    return kept;
  }

  private Standing standing(Optional<Period> last, Current current, Instant now) {
    Optional<Objective> objective = indicator.promise().objective();
    if (objective.isPresent()) {
      return Standing.of(objective.get(), series(), BurnAlerts.NONE, current, now);
    } else if (last.isEmpty()) {
      return Standing.withoutObjective(
          Counts.NONE, current, "no period has been due since measuring began", now);
    }
    Period period = last.get();
    Counts counts = rule.counts(period, tally(period), true);
    return Standing.withoutObjective(
        counts, current, counts + " good from " + period + rule.promised(), now);
  }

  /** What was judged, each period in the minute at whose end it was due. */
  private CountSeries series() {
    CountSeries series = new CountSeries();
    tallies.forEach(
        (start, tally) -> {
          PeriodTally.Judged judged = tally.judged();
          if (judged != null) {
            Period period = periods.of(Instant.ofEpochMilli(start));
            series.add(
                rule.due(period).minusMillis(1),
                rule.weight(judged.counts(), rule.keeps(judged.counts())));
          }
        });
    return series;
  }

  private Result window(Optional<Period> last, Standing standing, Instant now) {
    return indicator
        .promise()
        .objective()
        .map(o -> new Result(o.window().at(now), standing.counts(), State.PROVISIONAL))
        .or(
            () ->
                last.map(
                    period -> {
                      PeriodTally.Judged judged = tally(period).judged();
                      return new Result(
                          period, standing.counts(), judged == null ? State.FINAL : judged.state());
                    }))
        .orElseGet(() -> open(now).result());
  }

  /** The newest period that has begun, as it stands. */
  private PeriodResult open(Instant now) {
    Period period = periods.of(now);
    PeriodTally tally = tally(period);
    Counts counts = rule.counts(period, tally, true);
    return new PeriodResult(
        new Result(period, counts, State.PROVISIONAL), late(period, tally), rule.keeps(counts));
  }

  @Override
  public List<PeriodResult> history(Instant now) {
    List<PeriodResult> history = new ArrayList<>();
    tallies.forEach(
        (start, tally) -> {
          Period period = periods.of(Instant.ofEpochMilli(start));
          PeriodTally.Judged judged = tally.judged();
          if (judged != null) {
            history.add(result(period, tally, judged));
          } else if (!period.start().isAfter(now)) {
            Counts counts = rule.counts(period, tally, true);
            history.add(
                new PeriodResult(
                    new Result(period, counts, State.PROVISIONAL),
                    late(period, tally),
                    rule.keeps(counts)));
          }
        });
    return history;
  }

  // ---- keeping

  @Override
  public void save() {
    for (long start : unsaved) {
      drawer.put(start, tallies.getOrDefault(start, PeriodTally.NONE).bytes());
    }
    unsaved.clear();
    course.save();
  }

  @Override
  public void expire(Instant now) {
    save();
    Instant oldest = now.minus(kept);
    for (long start : List.copyOf(tallies.headMap(oldest.toEpochMilli(), false).keySet())) {
      if (periods.of(Instant.ofEpochMilli(start)).end().isBefore(oldest)) {
        tallies.remove(start);
        touched.remove(start);
        drawer.delete(start);
      }
    }
    if (keys != null) {
      Period due = periods.of(now);
      while (rule.due(due).isAfter(now)) {
        due = periods.before(due);
      }
      keys.sweep(periods.before(due).start(), oldest, now);
    }
  }
}
