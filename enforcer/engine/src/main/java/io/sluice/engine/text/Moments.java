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
    int offset = endOfClock(text, from, to);
    return offset >= 0 && isOffset(text, offset, to) && isSecond(text, from, offset);
  }

  /** A {@code full-time}, or a {@code partial-time}, which has no offset and is taken for UTC. */
  static boolean isAnyTime(byte[] text, int from, int to) {
    int offset = endOfClock(text, from, to);
    return offset >= 0
        && (offset == to ? text[from + 6] != '6' : isOffset(text, offset, to))
        && (offset == to || isSecond(text, from, offset));
  }

  /** Where the fraction of the seconds ends; -1 where no time begins here. */
  private static int endOfClock(byte[] text, int from, int to) {
    if (to - from < LENGTH_OF_CLOCK || text[from + 2] != ':' || text[from + 5] != ':') {
      return -1;
    }
    int hour = pair(text, from);
    int minute = pair(text, from + 3);
    int second = pair(text, from + 6);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return -1;
    }
    int position = from + LENGTH_OF_CLOCK;
    if (position < to && text[position] == '.') {
      int fraction = ++position;
      while (position < to && Ascii.isDigit(text[position])) {
        position++;
      }
      if (position == fraction) {
        return -1;
      }
    }
    return position;
  }

  /** Whether the second, where it is the sixtieth, is one that leap seconds can have. */
  private static boolean isSecond(byte[] text, int from, int offset) {
    if (text[from + 6] != '6') {
      return true;
    }
    int utc = pair(text, from) * 60 + pair(text, from + 3) - minutesOfOffset(text, offset);
    return Math.floorMod(utc, MINUTES_OF_DAY) == MINUTES_OF_DAY - 1;
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

  /** A {@code date-time}, or one without an offset, which is taken for UTC. */
  static boolean isAnyDateTime(byte[] text, int from, int to) {
    int between = from + LENGTH_OF_DATE;
    return between < to
        && (text[between] == 'T' || text[between] == 't')
        && isDate(text, from, between)
        && isAnyTime(text, between + 1, to);
  }

  // ---- the moments that such texts name

  /** Days since 1970-01-01 of a date that is one (Hinnant, "days_from_civil"). */
  static long day(byte[] text, int from) {
    int month = pair(text, from + 5);
    // Years begin in March, so that a leap day ends one.
    long year = pair(text, from) * 100L + pair(text, from + 2) - (month <= 2 ? 1 : 0);
    long era = Math.floorDiv(year, 400L);
    long yearOfEra = year - era * 400;
    long dayOfYear = (153L * ((month + 9) % 12) + 2) / 5 + pair(text, from + 8) - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }

  /** Seconds since midnight in UTC of a time that is one; below zero where that was another day. */
  static long second(byte[] text, int from, int to) {
    int offset = endOfClock(text, from, to);
    long local = pair(text, from) * 3_600L + pair(text, from + 3) * 60L + pair(text, from + 6);
    return offset == to ? local : local - minutesOfOffset(text, offset) * 60L;
  }

  /**
   * What a time has beyond whole seconds: twice its nanoseconds, and one more where it is finer
   * than these, so that it compares as written.
   */
  static long fraction(byte[] text, int from, int to) {
    int position = from + LENGTH_OF_CLOCK;
    if (position >= to || text[position] != '.') {
      return 0;
    }
    long nanos = 0;
    long unit = 100_000_000;
    long finer = 0;
    while (++position < to && Ascii.isDigit(text[position])) {
      int digit = text[position] - '0';
      nanos += digit * unit;
      finer |= unit == 0 ? digit : 0;
      unit /= 10;
    }
    return nanos * 2 + (finer == 0 ? 0 : 1);
  }

  /** The number that two digits write; -1 where they are none. */
  private static int pair(byte[] text, int from) {
    return Ascii.isDigit(text[from]) && Ascii.isDigit(text[from + 1])
        ? (text[from] - '0') * 10 + text[from + 1] - '0'
        : -1;
  }
}
