package io.sluice.cli.doctor;

import java.time.Duration;

/** Lengths of time for people, by their two greatest units. */
final class Words {

  private Words() {}

  static String of(Duration length) {
    long days = length.toDays();
    if (days > 0) {
      return joined(days, "d", length.toHoursPart(), "h");
    }
    if (length.toHours() > 0) {
      return joined(length.toHours(), "h", length.toMinutesPart(), "min");
    }
    return length.toMinutes() > 0
        ? joined(length.toMinutes(), "min", length.toSecondsPart(), "s")
        : length.toSeconds() + " s";
  }

  private static String joined(long great, String unit, int small, String smallUnit) {
    return great + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
