package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.sli.Arrival;
import io.sluice.engine.sli.Bound;
import io.sluice.engine.sli.CalendarWindow;
import io.sluice.engine.sli.Indicator;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the periods of an indicator are judged. */
sealed interface PeriodRule {

  /** The periods, each of which is judged by itself. */
  Periods periods();

  /** From when on a period is judged. */
  Instant due(Period period);

  /**
   * What a period comes to.
   *
   * @param withLate whether what came after it was due counts
   */
  Counts counts(Period period, PeriodTally tally, boolean withLate);

  /** Whether such counts keep the promise. */
  Current keeps(Counts counts);

  /** Whether what comes after a period is due changes its result, rather than what is so now. */
  boolean isRevised();

  /** What is promised, to stand behind what it came to. */
  String promised();

  /** The periods that fall due after one instant, and no later than another, in their order. */
  Stream<Period> dueBetween(Instant after, Instant until);

  /** Whether periods that were due before anybody measured can be judged by what is there. */
  boolean judgesThePast();

  /** How often it counts for an objective: once, or as many keys as it is about. */
  default Counts weight(Counts counts, Current kept) {
    return switch (kept) {
      case KEPT -> Counts.GOOD;
      case BROKEN -> Counts.BAD;
      case UNKNOWN -> Counts.NONE;
    };
  }

  /**
   * Delivered by a deadline: enough records, or enough keys.
   *
   * @param covered the keys of a period, for an arrival by coverage
   */
  record Delivered(Indicator.Deadline deadline, Function<Period, Covered> covered)
      implements PeriodRule {

    /** Keys against a population, and what they are held to. */
    record Covered(Counts inTime, Counts all, Bound bound) {

      boolean isEnough(boolean withLate) {
        Counts counts = withLate ? all : inTime;
        return !counts.isNone() && bound.isKeptBy(counts);
      }
    }

    @Override
    public Periods periods() {
      return deadline.deadlines().periods();
    }

    @Override
    public Instant due(Period period) {
      return deadline.deadlines().of(period).deadline();
    }

    @Override
    public Counts counts(Period period, PeriodTally tally, boolean withLate) {
      boolean isDelivered =
          switch (deadline.arrival()) {
            case Arrival.MinRows(long rows) ->
                (withLate ? tally.all() : tally.inTime()).total() >= rows;
            case Arrival.OfCoverage(String rule) -> covered.apply(period).isEnough(withLate);
          };
      return isDelivered ? Counts.GOOD : Counts.BAD;
    }

    @Override
    public Current keeps(Counts counts) {
      return Current.of(counts.bad() == 0);
    }

    @Override
    public String promised() {
      return ", to be there by " + deadline.deadlines().time() + " of " + periods();
    }

    @Override
    public Stream<Period> dueBetween(Instant after, Instant until) {
      return deadline.deadlines().dueBetween(after, until).map(Deadlines.Due::period);
    }

    @Override
    public boolean isRevised() {
      return false;
    }

    @Override
    public boolean judgesThePast() {
      return false;
    }
  }

  /** At least one record in each interval. */
  record Seen(Periods periods) implements PeriodRule {

    @Override
    public Instant due(Period period) {
      return period.end();
    }

    @Override
    public Counts counts(Period period, PeriodTally tally, boolean withLate) {
      return tally.all().isNone() ? Counts.BAD : Counts.GOOD;
    }

    @Override
    public Current keeps(Counts counts) {
      return Current.of(counts.bad() == 0);
    }

    @Override
    public String promised() {
      return ", one record promised";
    }

    @Override
    public Stream<Period> dueBetween(Instant after, Instant until) {
      return periods.endedBetween(after, until);
    }

    @Override
    public boolean isRevised() {
      return true;
    }

    @Override
    public boolean judgesThePast() {
      return true;
    }
  }

  /** Rows, within a bound; none is a number of rows as well. */
  record Rows(CalendarWindow window, Bound bound) implements PeriodRule {

    @Override
    public Periods periods() {
      return window.periods();
    }

    @Override
    public Instant due(Period period) {
      return period.end().plus(window.grace());
    }

    @Override
    public Counts counts(Period period, PeriodTally tally, boolean withLate) {
      return withLate ? tally.all() : tally.inTime();
    }

    @Override
    public Current keeps(Counts counts) {
      return Current.of(bound.isKeptBy(counts));
    }

    @Override
    public String promised() {
      return ", " + bound + " promised";
    }

    @Override
    public Stream<Period> dueBetween(Instant after, Instant until) {
      return window
          .periods()
          .endedBetween(after.minus(window.grace()), until.minus(window.grace()));
    }

    @Override
    public boolean isRevised() {
      return true;
    }

    @Override
    public boolean judgesThePast() {
      return true;
    }
  }

  /** Good ones of all that a period has, within a bound. */
  record Share(CalendarWindow window, Bound bound) implements PeriodRule {

    @Override
    public Periods periods() {
      return window.periods();
    }

    @Override
    public Instant due(Period period) {
      return period.end().plus(window.grace());
    }

    @Override
    public Counts counts(Period period, PeriodTally tally, boolean withLate) {
      return withLate ? tally.all() : tally.inTime();
    }

    @Override
    public Current keeps(Counts counts) {
      return counts.isNone() ? Current.UNKNOWN : Current.of(bound.isKeptBy(counts));
    }

    @Override
    public String promised() {
      return ", " + bound + " promised";
    }

    @Override
    public Stream<Period> dueBetween(Instant after, Instant until) {
      return window
          .periods()
          .endedBetween(after.minus(window.grace()), until.minus(window.grace()));
    }

    @Override
    public boolean isRevised() {
      return true;
    }

    @Override
    public boolean judgesThePast() {
      return true;
    }
  }

  /**
   * Keys of a population, within a bound.
   *
   * @param covered the keys of a period
   */
  record Covering(CalendarWindow window, Bound bound, Function<Period, Delivered.Covered> covered)
      implements PeriodRule {

    @Override
    public Periods periods() {
      return window.periods();
    }

    @Override
    public Instant due(Period period) {
      return period.end().plus(window.grace());
    }

    @Override
    public Counts counts(Period period, PeriodTally tally, boolean withLate) {
      Delivered.Covered keys = covered.apply(period);
      return withLate ? keys.all() : keys.inTime();
    }

    @Override
    public Current keeps(Counts counts) {
      return counts.isNone() ? Current.UNKNOWN : Current.of(bound.isKeptBy(counts));
    }

    @Override
    public Counts weight(Counts counts, Current kept) {
      // A count that the contract states can be below what there is.
      return new Counts(Math.min(counts.good(), counts.total()), counts.total());
    }

    @Override
    public String promised() {
      return ", " + bound + " promised";
    }

    @Override
    public Stream<Period> dueBetween(Instant after, Instant until) {
      return window
          .periods()
          .endedBetween(after.minus(window.grace()), until.minus(window.grace()));
    }

    @Override
    public boolean isRevised() {
      return true;
    }

    @Override
    public boolean judgesThePast() {
      return true;
    }
  }
}
