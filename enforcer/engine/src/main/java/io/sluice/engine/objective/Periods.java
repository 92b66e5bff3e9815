package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/** A division of all time into periods, each of which begins where the one before it ends. */
public sealed interface Periods {

  /** The period that an instant is in. */
  Period of(Instant at);

  /** How long one is, give or take what months and daylight saving do to it. */
  Duration nominal();

  /** The period before another. */
  default Period before(Period period) {
    return of(period.start().minusNanos(1));
  }

  /** The period after another. */
  default Period after(Period period) {
    return of(period.end());
  }

  /** The periods that end after one instant, and no later than another, in their order. */
  default Stream<Period> endedBetween(Instant after, Instant until) {
    return Stream.iterate(of(after), period -> !period.end().isAfter(until), this::after);
  }

  /**
   * Days, weeks, months or years of a zone. They begin at the start of a day as {@link
   * LocalDate#atStartOfDay(ZoneId)} has it: at midnight, or where the zone's clocks skip midnight,
   * at the first instant of the day. Where several make one period, these are counted from 1970.
   *
   * @param every how many units make a period
   */
  record Calendar(CalendarUnit unit, int every, ZoneId zone) implements Periods {

    public Calendar {
      if (every < 1) {
        throw new IllegalArgumentException("a period has at least one " + unit.word());
      }
    }

    /** Single units. */
    public Calendar(CalendarUnit unit, ZoneId zone) {
      this(unit, 1, zone);
    }

    @Override
    public Period of(Instant at) {
      LocalDate start = firstDay(at);
      return new Period(
          start.atStartOfDay(zone).toInstant(),
          unit.plus(start, every).atStartOfDay(zone).toInstant());
    }

    /** The first day of the period that an instant is in. */
    LocalDate firstDay(Instant at) {
      LocalDate start = unit.startOf(LocalDate.ofInstant(at, zone));
      return unit.plus(start, -Math.floorMod(unit.since1970(start), every));
    }

    @Override
    public Duration nominal() {
      return Duration.ofDays((long) unit.nominalDays() * every);
    }

    @Override
    public String toString() {
      return (every == 1 ? unit.word() : every + " " + unit.word() + "s") + " of " + zone;
    }
  }

  /** Periods of one length, counted from the start of 1970 in UTC. */
  record Even(Duration length) implements Periods {

    public Even {
      if (length.toMillis() < 1) {
        throw new IllegalArgumentException("a period has at least a millisecond");
      }
    }

    @Override
    public Period of(Instant at) {
      long millis = length.toMillis();
      long start = Math.floorDiv(at.toEpochMilli(), millis) * millis;
      return new Period(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + millis));
    }

    @Override
    public Duration nominal() {
      return length;
    }

    @Override
    public String toString() {
      return Sentences.of(length);
    }
  }
}
