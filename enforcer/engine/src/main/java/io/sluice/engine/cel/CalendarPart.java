package io.sluice.engine.cel;

import java.util.Arrays;
import java.util.Optional;

/**
 * What CEL reads from a timestamp by the calendar, in UTC, or from a duration (CEL specification,
 * "Timezones" and "Abstract types").
 */
enum CalendarPart {
  FULL_YEAR("getFullYear"),
  MONTH("getMonth"),
  DAY_OF_MONTH("getDayOfMonth"),
  DATE("getDate"),
  /** Sunday is the first. */
  DAY_OF_WEEK("getDayOfWeek"),
  DAY_OF_YEAR("getDayOfYear"),
  HOURS("getHours"),
  MINUTES("getMinutes"),
  SECONDS("getSeconds");

  /** From 1 March of year 0, with which the arithmetic begins, to 1970. */
  private static final long DAYS_TO_1970 = 719_468;

  private static final int DAYS_OF_400_YEARS = 146_097;
  private static final int SECONDS_OF_HOUR = 3_600;

  private final String function;

  CalendarPart(String function) {
    this.function = function;
  }

  /** The part that a function reads; empty where it reads none. */
  static Optional<CalendarPart> of(String function) {
    return Arrays.stream(values()).filter(part -> part.function.equals(function)).findFirst();
  }

  /** The node that reads it. */
  Node.Whole of(Node.Moment moment, boolean isDuration) throws UncompilableException {
    if (!isDuration) {
      return walk -> ofTimestamp(moment.seconds(walk));
    }
    return switch (this) {
      case HOURS -> walk -> moment.seconds(walk) / SECONDS_OF_HOUR;
      case MINUTES -> walk -> moment.seconds(walk) / 60;
      case SECONDS -> moment::seconds;
      default -> throw new UncompilableException("durations have no such part");
    };
  }

  long ofTimestamp(long seconds) {
    return switch (this) {
      case FULL_YEAR -> year(day(seconds));
      case MONTH -> monthOfYear(day(seconds)) - 1;
      case DAY_OF_MONTH -> dayOfMonth(day(seconds)) - 1;
      case DATE -> dayOfMonth(day(seconds));
      case DAY_OF_WEEK -> Math.floorMod(day(seconds) + 4, 7); // 1970 began on a Thursday
      case DAY_OF_YEAR -> dayOfYear(day(seconds)) - 1;
      case HOURS -> Math.floorMod(seconds, Moments.SECONDS_OF_DAY) / SECONDS_OF_HOUR;
      case MINUTES -> Math.floorMod(seconds, SECONDS_OF_HOUR) / 60;
      case SECONDS -> Math.floorMod(seconds, 60);
    };
  }

  private static long day(long seconds) {
    return Math.floorDiv(seconds, Moments.SECONDS_OF_DAY);
  }

  // Years are counted from March here, so that the day that is there in some years comes last.

  private static long fourCenturies(long day) {
    return Math.floorDiv(day + DAYS_TO_1970, (long) DAYS_OF_400_YEARS);
  }

  private static int dayOfFourCenturies(long day) {
    return Math.floorMod(day + DAYS_TO_1970, DAYS_OF_400_YEARS);
  }

  private static int yearOfFourCenturies(int day) {
    return (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
  }

  private static int dayFromMarch(long day) {
    int of = dayOfFourCenturies(day);
    int year = yearOfFourCenturies(of);
    return of - (365 * year + year / 4 - year / 100);
  }

  private static int monthFromMarch(long day) {
    return (5 * dayFromMarch(day) + 2) / 153;
  }

  private static int monthOfYear(long day) {
    int month = monthFromMarch(day);
    return month < 10 ? month + 3 : month - 9;
  }

  private static int dayOfMonth(long day) {
    return dayFromMarch(day) - (153 * monthFromMarch(day) + 2) / 5 + 1;
  }

  private static long year(long day) {
    long fromMarch = fourCenturies(day) * 400 + yearOfFourCenturies(dayOfFourCenturies(day));
    return monthFromMarch(day) < 10 ? fromMarch : fromMarch + 1;
  }

  private static int dayOfYear(long day) {
    long year = year(day);
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int fromMarch = dayFromMarch(day);
    return monthFromMarch(day) < 10 ? fromMarch + (isLeap ? 61 : 60) : fromMarch - 305;
  }
}
