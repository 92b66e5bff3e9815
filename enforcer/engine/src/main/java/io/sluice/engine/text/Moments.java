package io.sluice.engine.text;

/**
 * Dates and times of RFC 3339, section 5.6, that the calendar and the clock have. A second of 60 is
 * one where it is 23:59:60 in UTC, when leap seconds come; which days had one is not asked.
 */
final class Moments {

  private static final int LENGTH_OF_DATE = 10;
  private static final int LENGTH_OF_CLOCK = 8;
  private static final int MINUTES_OF_DAY = 24 * 60;

  private Moments() {}

  /** A {@code full-date}. */
  static boolean isDate(byte[] text, int from, int to) {
    if (to - from != LENGTH_OF_DATE || text[from + 4] != '-' || text[from + 7] != '-') {
      return false;
    }
    int century = pair(text, from);
    int yearOfCentury = pair(text, from + 2);
    int month = pair(text, from + 5);
    int day = pair(text, from + 8);
    return century >= 0
        && yearOfCentury >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= days(century * 100 + yearOfCentury, month);
  }

  private static int days(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** A {@code full-time}: with an offset. */
  static boolean isTime(byte[] text, int from, int to) {
    if (to - from <= LENGTH_OF_CLOCK || text[from + 2] != ':' || text[from + 5] != ':') {
      return false;
    }
    int hour = pair(text, from);
    int minute = pair(text, from + 3);
    int second = pair(text, from + 6);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return false;
    }
    int position = from + LENGTH_OF_CLOCK;
    if (text[position] == '.') {
      int fraction = ++position;
      while (position < to && Ascii.isDigit(text[position])) {
        position++;
      }
      if (position == fraction) {
        return false;
      }
    }
    if (!isOffset(text, position, to)) {
      return false;
    }
    int utc = hour * 60 + minute - minutesOfOffset(text, position);
    return second < 60 || Math.floorMod(utc, MINUTES_OF_DAY) == MINUTES_OF_DAY - 1;
  }

  private static boolean isOffset(byte[] text, int from, int to) {
    if (to - from == 1) {
      return isZulu(text[from]);
    }
    if (to - from != 6 || (text[from] != '+' && text[from] != '-') || text[from + 3] != ':') {
      return false;
    }
    int hours = pair(text, from + 1);
    int minutes = pair(text, from + 4);
    return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
  }

  private static int minutesOfOffset(byte[] text, int from) {
    if (isZulu(text[from])) {
      return 0;
    }
    int minutes = pair(text, from + 1) * 60 + pair(text, from + 4);
    return text[from] == '-' ? -minutes : minutes;
  }

  private static boolean isZulu(byte character) {
    return character == 'Z' || character == 'z';
  }

  /** A {@code date-time}: a date, T, a time with an offset. */
  static boolean isDateTime(byte[] text, int from, int to) {
    int between = from + LENGTH_OF_DATE;
    return between < to
        && (text[between] == 'T' || text[between] == 't')
        && isDate(text, from, between)
        && isTime(text, between + 1, to);
  }

  /** The number that two digits write; -1 where they are none. */
  private static int pair(byte[] text, int from) {
    return Ascii.isDigit(text[from]) && Ascii.isDigit(text[from + 1])
        ? (text[from] - '0') * 10 + text[from + 1] - '0'
        : -1;
  }
}
