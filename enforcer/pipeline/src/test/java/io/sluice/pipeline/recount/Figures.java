package io.sluice.pipeline.recount;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures, a line each, as {@code ToldResults} prints what was told. */
final class Figures {

  private final Map<String, String> lines = new TreeMap<>();

  /** What an indicator came to over its window. */
  Figures window(String indicator, long good, long total, String status) {
    lines.put(indicator, "%s: %d of %d, %s".formatted(indicator, good, total, status));
    return this;
  }

  /** Likewise, held to a percentage. */
  Figures atLeast(String indicator, long good, long total, int percent) {
    return window(indicator, good, total, good * 100 >= total * percent ? "OK" : "BREACHED");
  }

  /** Likewise, where the share has to be above it. */
  Figures above(String indicator, long good, long total, int percent) {
    return window(indicator, good, total, good * 100 > total * percent ? "OK" : "BREACHED");
  }

  /** What an indicator came to in the period that begins with a UTC day. */
  Figures period(
      String indicator,
      LocalDate day,
      long good,
      long total,
      long late,
      boolean kept,
      String state) {
    Instant start = start(day);
    lines.put(
        indicator + " " + start,
        "%s from %s: %d of %d, %d late, %s, %s"
            .formatted(indicator, start, good, total, late, kept ? "KEPT" : "BROKEN", state));
    return this;
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  List<String> lines() {
    return new ArrayList<>(lines.values());
  }
}
