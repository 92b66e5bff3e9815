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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the periods of an indicator are judged. */
sealed interface PeriodRule {

  /** The periods, each of which is judged by itself. */
  Periods periods();

  /** From when on a period is judged. */
  Instant due(Period period);

  /**
   * What a period comes to; none where nobody can say, see {@link #unknown}.
   *
   * @param withLate whether what came after it was due counts
   */
  Counts counts(Period period, PeriodTally tally, boolean withLate);

  /** How many records came after a period was due; keys, where it is about those. */
  default long late(Period period, PeriodTally tally) {
    return tally.late().total();
  }

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

  /**
   * Why nobody can say yet what a period comes to, in words; empty where such counts are what it
   * comes to. A period is judged when somebody can.
   */
  default Optional<String> unknown(Counts counts) {
    return Optional.empty();
  }

  /**
   * A period is about to be judged for the first time: what it is held to now, it is from now on.
   */
  default void judged(Period period) {}

  /** Forgets what it knows of periods that nothing can revise any more. */
  default void expire() {}

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
   * @param arrival the keys that are enough; null where records are counted
   */
  record Delivered(Indicator.Deadline deadline, @Nullable Covering arrival) implements PeriodRule {

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
      return switch (deadline.arrival()) {
        case Arrival.MinRows(long rows) ->
            delivered((withLate ? tally.all() : tally.inTime()).total() >= rows);
        case Arrival.OfCoverage coverage -> {
          Covering covering = covering();
          Counts keys = covering.counts(period, tally, withLate);
          yield keys.isNone() ? Counts.NONE : delivered(covering.bound().isKeptBy(keys));
        }
      };
    }

    @Override
    public long late(Period period, PeriodTally tally) {
      return arrival == null ? PeriodRule.super.late(period, tally) : arrival.late(period, tally);
    }

    private Covering covering() {
      if (arrival == null) {
        throw new IllegalStateException(deadline.id() + " arrives by no coverage");
      }
      return arrival;
    }

    private static Counts delivered(boolean is) {
      return is ? Counts.GOOD : Counts.BAD;
    }

    @Override
    public Current keeps(Counts counts) {
      return counts.isNone() ? Current.UNKNOWN : Current.of(counts.bad() == 0);
    }

    @Override
    public Optional<String> unknown(Counts counts) {
      return counts.isNone() ? covering().unknown(counts) : Optional.empty();
    }

    @Override
    public void judged(Period period) {
      if (arrival != null) {
        arrival.judged(period);
      }
    }

    @Override
    public void expire() {
      if (arrival != null) {
        arrival.expire();
      }
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

  /** A rule of calendar windows, each of which is due when its grace is over. */
  sealed interface Windowed extends PeriodRule {

    CalendarWindow window();

    /** What a window is held to. */
    Bound bound();

    @Override
    default Periods periods() {
      return window().periods();
    }

    @Override
    default Instant due(Period period) {
      return period.end().plus(window().grace());
    }

    @Override
    default Stream<Period> dueBetween(Instant after, Instant until) {
      return periods().endedBetween(after.minus(window().grace()), until.minus(window().grace()));
    }

    @Override
    default Counts counts(Period period, PeriodTally tally, boolean withLate) {
      return withLate ? tally.all() : tally.inTime();
    }

    @Override
    default Current keeps(Counts counts) {
      return counts.isNone() ? Current.UNKNOWN : Current.of(bound().isKeptBy(counts));
    }

    @Override
    default String promised() {
      return ", " + bound() + " promised";
    }

    @Override
    default boolean isRevised() {
      return true;
    }

    @Override
    default boolean judgesThePast() {
      return true;
    }
  }

  /** Rows, within a bound. */
  record Rows(CalendarWindow window, Bound bound) implements Windowed {

    @Override
    public Current keeps(Counts counts) {
      // None is a number of rows as well.
      return Current.of(bound.isKeptBy(counts));
    }
  }

  /** Good ones of all that a period has, within a bound. */
  record Share(CalendarWindow window, Bound bound) implements Windowed {}

  /**
   * Keys of a population, within a bound.
   *
   * @param attendance the keys of a period
   */
  record Covering(CalendarWindow window, Bound bound, Attendance attendance) implements Windowed {

    @Override
    public Counts counts(Period period, PeriodTally tally, boolean withLate) {
      return attendance.of(period).counts(withLate);
    }

    @Override
    public long late(Period period, PeriodTally tally) {
      Attendance.Present present = attendance.of(period);
      return present.all().good() - present.inTime().good();
    }

    @Override
    public Optional<String> unknown(Counts counts) {
      return counts.isNone() ? Optional.of(attendance.unknown()) : Optional.empty();
    }

    @Override
    public void judged(Period period) {
      attendance.judged(period);
    }

    @Override
    public void expire() {
      attendance.expire();
    }

    @Override
    public Counts weight(Counts counts, Current kept) {
      // A count that the contract states can be below what there is.
      return new Counts(Math.min(counts.good(), counts.total()), counts.total());
    }
  }
}
