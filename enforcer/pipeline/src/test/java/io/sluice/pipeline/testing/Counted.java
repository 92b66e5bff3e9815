package io.sluice.pipeline.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sums of counts, and unions of keys, as lines that can be compared. */
final class Counted {

  /** Keys, in hexadecimal, and how many records bore them. */
  private static final class Borne {
    private final Set<String> keys = new TreeSet<>();
    private long records;
  }

  private final Map<String, long[]> counts = new TreeMap<>();
  private final Map<String, Borne> borne = new TreeMap<>();
  private final Map<Integer, Instant> newest = new TreeMap<>();
  private long ahead;
  private long unreadable;

  private static String place(String indicator, Instant start, Instant end) {
    return "%s %s %s".formatted(indicator, start, Duration.between(start, end));
  }

  /** Adds good, total, late good and late total. */
  void add(String indicator, Instant start, Instant end, long... more) {
    long[] sum = counts.computeIfAbsent(place(indicator, start, end), k -> new long[4]);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  void addKeys(
      String indicator, Instant start, Instant end, boolean late, Set<String> keys, long records) {
    Borne known =
        borne.computeIfAbsent(
            place(indicator, start, end) + (late ? " late" : ""), k -> new Borne());
    known.keys.addAll(keys);
    known.records += records;
  }

  void newest(int partition, Instant at) {
    newest.merge(partition, at, (one, other) -> one.isAfter(other) ? one : other);
  }

  void ahead(long records) {
    ahead += records;
  }

  void unreadable(long records) {
    unreadable += records;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (place, c) -> lines.add("%s %d/%d, %d/%d".formatted(place, c[0], c[1], c[2], c[3])));
    borne.forEach((place, b) -> lines.add(place + " " + b.records + " " + b.keys));
    newest.forEach((partition, at) -> lines.add(partition + " " + at));
    lines.add("ahead " + ahead + ", unreadable " + unreadable);
    return lines;
  }
}
