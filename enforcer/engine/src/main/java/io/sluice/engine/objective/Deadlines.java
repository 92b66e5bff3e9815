package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;

/**
 * Until when the records of each period of a calendar have to be there: at a time of day in the
 * period that follows.
 *
 * <p>Where the zone's clocks skip that time, the deadline is as much later as they skip ({@link
 * ZonedDateTime#of}): 02:30 becomes 03:30. Where they show it twice, it is the first of the two.
 *
 * @param periods what is due: single days, weeks or months of a zone
 * @param time by when
 * @param day on which day of the period that follows: 1 is its first. A day itself has but one
 */
public record Deadlines(Periods.Calendar periods, LocalTime time, int day) {

  /** No month is shorter, so that no deadline falls into the month after. */
  public static final int LAST_DAY_OF_MONTH = 28;

  private static final Duration LONGEST_DELAY = Duration.ofDays(40);

  /**
   * A period and its deadline.
   *
   * @param deadline the last instant that is in time
   */
  public record Due(Period period, Instant deadline) {

    /** Whether what arrived at an instant arrived in time. */
    public boolean isInTime(Instant arrived) {
      return !arrived.isAfter(deadline);
    }
  }

  public Deadlines {
    int last =
        switch (periods.unit()) {
          case DAY -> 1;
          case WEEK -> 7;
          case MONTH -> LAST_DAY_OF_MONTH;
          case YEAR -> 0;
        };
    if (periods.every() != 1 || day < 1 || day > last) {
      throw new IllegalArgumentException("no deadline on day " + day + " of each " + periods);
    }
  }

  /** When the records of a period have to be there. */
  public Due of(Period period) {
    LocalDate next = periods.firstDay(period.end());
    return new Due(
        period, ZonedDateTime.of(next.plusDays(day - 1L), time, periods.zone()).toInstant());
  }

  /** What falls due after one instant, and no later than another, in the order of time. */
  public Stream<Due> dueBetween(Instant after, Instant until) {
    Period first = periods.of(after.minus(periods.nominal()).minus(LONGEST_DELAY));
    return Stream.iterate(first, periods::after)
        .map(this::of)
        .dropWhile(due -> !due.deadline().isAfter(after))
        .takeWhile(due -> !due.deadline().isAfter(until));
  }
}
