package io.sluice.engine.objective;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** What a calendar divides time into. Weeks are those of ISO 8601, which begin on Monday. */
public enum CalendarUnit {
  DAY("day", ChronoUnit.DAYS, 1),
  WEEK("week", ChronoUnit.WEEKS, 7),
  MONTH("month", ChronoUnit.MONTHS, 30),
  YEAR("year", ChronoUnit.YEARS, 365);

  private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
  private static final LocalDate FIRST_MONDAY = LocalDate.of(1969, 12, 29);

  private final String word;
  private final ChronoUnit unit;
  private final int nominalDays;

  CalendarUnit(String word, ChronoUnit unit, int nominalDays) {
    this.word = word;
    this.unit = unit;
    this.nominalDays = nominalDays;
  }

  public String word() {
    return word;
  }

  /** The days that it has where one figure must do for all of its kind: a month has 30. */
  public int nominalDays() {
    return nominalDays;
  }

  /** The first day of the one that holds a day. */
  LocalDate startOf(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  LocalDate plus(LocalDate start, long many) {
    return start.plus(many, unit);
  }

  /** How many lie between the first one of 1970, or the week of its first day, and a start. */
  long since1970(LocalDate start) {
    return unit.between(this == WEEK ? FIRST_MONDAY : FIRST_DAY, start);
  }
}
