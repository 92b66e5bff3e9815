package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.BurnAlerts;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Measures an indicator whose periods are judged one by one, each when it is due. */
final class PeriodMeasure implements Measure {

  /** So many periods are told of, the newest. */
  private static final int MOST_TOLD = 1_000;

  private final Indicator indicator;
  private final PeriodRule rule;
  private final Periods periods;
  private final Instant since;
  private final Duration skew;
  private final Course course;
  private final @Nullable KeySets keys;
  private final PeriodTallies tallies;

  /** Periods that something has come for since they were last judged. */
  private final Set<Period> touched = new TreeSet<>(Comparator.comparing(Period::start));

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
    this.course = new Course(drawer, indicator.id());
    this.tallies = new PeriodTallies(indicator, rule, drawer);
    touched.addAll(tallies.periods());
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
    return period.start().isAfter(judged.plus(skew))
        || period.end().isBefore(tallies.oldest(judged));
  }

  private void add(Period period, Counts inTime, Counts late) {
    tallies.put(period, tallies.of(period).plus(inTime, late));
    touched.add(period);
  }

  @Override
  public void minute(Period minute, Knowledge knowledge) {
    // its periods are judged as they fall due
  }

  // ---- judging periods

  @Override
  public Reading read(Instant after, Instant now) {
    List<PeriodResult> settled = new ArrayList<>();
    Instant oldest = tallies.oldestNeeded(now);
    for (Period due : rule.dueBetween(after.isBefore(oldest) ? oldest : after, now).toList()) {
      if (!due.start().isBefore(since)) {
        touched.add(due);
      }
    }
    for (Period period : List.copyOf(touched)) {
      if (!rule.due(period).isAfter(now) && settle(period, settled)) {
        touched.remove(period);
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

  /**
   * Judges a period that is due: for the first time, or again where late records changed it.
   *
   * @return false where nobody can say yet what it comes to
   */
  private boolean settle(Period period, List<PeriodResult> settled) {
    PeriodTally tally = tallies.of(period);
    PeriodTally.Judged before = tally.judged();
    if (before == null) {
      if (isPast(period) && !rule.judgesThePast()) {
        return true;
      }
      // Before anybody measured, nobody could tell what was in time.
      rule.judged(period);
      Counts counts = rule.counts(period, tally, isPast(period));
      if (rule.unknown(counts).isPresent()) {
        tallies.put(
            period, tally); // so that it is judged when somebody can, after a restart as well
        return false;
      }
      course.judge(rule.weight(counts, rule.keeps(counts)));
      before = new PeriodTally.Judged(counts, State.FINAL);
      tally = tally.judged(counts, State.FINAL);
      tallies.put(period, tally);
      settled.add(result(period, tally, before));
    }
    if (keys != null && keys.size(period).closed()) {
      return true;
    }
    // What was in time and is known only now counts for every promise, what was late for some.
    Counts revised = rule.counts(period, tally, rule.isRevised() || isPast(period));
    if (!revised.equals(before.counts())) {
      tally = tally.judged(revised, State.REVISED);
      tallies.put(period, tally);
      settled.add(result(period, tally, new PeriodTally.Judged(revised, State.REVISED)));
    }
    return true;
  }

  private boolean isPast(Period period) {
    return !rule.due(period).isAfter(since);
  }

  private PeriodResult result(Period period, PeriodTally tally, PeriodTally.Judged judged) {
    return new PeriodResult(
        new Result(period, judged.counts(), judged.state()),
        rule.late(period, tally),
        rule.keeps(judged.counts()));
  }

  /** The period that was the last to fall due, where it can be judged. */
  private Optional<Period> lastDue(Instant now) {
    Period period = periods.of(now);
    while (rule.due(period).isAfter(now)) {
      period = periods.before(period);
    }
    boolean isDue = !period.start().isBefore(since) || tallies.of(period).judged() != null;
    return isDue ? Optional.of(period) : Optional.empty();
  }

  private Current current(Period last) {
    Current kept = rule.keeps(rule.counts(last, tallies.of(last), true));
    if (kept == Current.BROKEN && !rule.isRevised()) {
      // The next one that is there already makes up for it.
      Period next = periods.after(last);
      return rule.keeps(rule.counts(next, tallies.of(next), false));
    }
    return kept;
  }

  private Standing standing(Optional<Period> last, Current current, Instant now) {
    Optional<Objective> objective = indicator.promise().objective();
    Optional<String> unknown = unknown(last, now);
    if (objective.isPresent()) {
      Standing judged =
          Standing.of(objective.get(), tallies.judged(), BurnAlerts.NONE, current, now);
      return unknown.map(reason -> judged.because(judged.reason() + "; " + reason)).orElse(judged);
    } else if (unknown.isPresent()) {
      return Standing.withoutObjective(Counts.NONE, current, unknown.get(), now);
    } else if (last.isEmpty()) {
      return Standing.withoutObjective(
          Counts.NONE, current, "no period has been due since measuring began", now);
    }
    Period period = last.get();
    Counts counts = rule.counts(period, tallies.of(period), true);
    return Standing.withoutObjective(
        counts, current, counts + " good from " + period + rule.promised(), now);
  }

  /** Why nobody can say what the period that was due last comes to, or the one that runs. */
  private Optional<String> unknown(Optional<Period> last, Instant now) {
    Period period = last.orElseGet(() -> periods.of(now));
    return rule.unknown(rule.counts(period, tallies.of(period), true));
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
                      PeriodTally.Judged judged = tallies.of(period).judged();
                      return new Result(
                          period,
                          standing.counts(),
                          judged == null ? State.PROVISIONAL : judged.state());
                    }))
        .orElseGet(() -> open(now).result());
  }

  /** The newest period that has begun, as it stands. */
  private PeriodResult open(Instant now) {
    Period period = periods.of(now);
    PeriodTally tally = tallies.of(period);
    Counts counts = rule.counts(period, tally, true);
    return new PeriodResult(
        new Result(period, counts, State.PROVISIONAL),
        rule.late(period, tally),
        rule.keeps(counts));
  }

  @Override
  public List<PeriodResult> history(Instant now) {
    List<PeriodResult> history = new ArrayList<>();
    tallies.visitNewest(
        MOST_TOLD,
        (period, tally) -> {
          PeriodTally.Judged judged = tally.judged();
          if (judged != null) {
            history.add(result(period, tally, judged));
          } else if (!period.start().isAfter(now)) {
            Counts counts = rule.counts(period, tally, true);
            history.add(
                new PeriodResult(
                    new Result(period, counts, State.PROVISIONAL),
                    rule.late(period, tally),
                    rule.keeps(counts)));
          }
        });
    return history;
  }

  // ---- keeping

  @Override
  public void save() {
    tallies.save();
    course.save();
  }

  @Override
  public void expire(Instant now) {
    tallies.expire(now).forEach(touched::remove);
    rule.expire();
    if (keys != null) {
      Period due = periods.of(now);
      while (rule.due(due).isAfter(now)) {
        due = periods.before(due);
      }
      keys.sweep(periods.before(due).start(), tallies.oldest(now), now);
    }
  }
}
