package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.CountSeries;
import io.sluice.engine.objective.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The counts of an indicator over time, each day of which is an entry of the store. */
final class StoredSeries {

  private final Drawer drawer;
  private final CountSeries series = new CountSeries();
  private final Set<Long> changed = new TreeSet<>();

  StoredSeries(Drawer drawer, String indicator) {
    this.drawer = drawer.in("series").in(indicator);
    this.drawer.visit(
        (day, counts) -> {
          series.add(Drawer.number(day), counts);
          return true;
        });
  }

  CountSeries series() {
    return series;
  }

  void add(Instant at, Counts counts) {
    if (!counts.isNone()) {
      series.add(at, counts);
      changed.add(CountSeries.dayOf(at));
    }
  }

  /** Writes the days that have changed. */
  void save() {
    Map<Long, byte[]> days = series.days();
    for (long day : changed) {
      byte[] counts = days.get(day);
      if (counts != null) {
        drawer.put(day, counts);
      }
    }
    changed.clear();
  }

  /** Coarsens and drops what is old, by the clock and never by the time of records. */
  void age(Instant now, Duration kept) {
    save();
    Map<Long, byte[]> before = new TreeMap<>(series.days());
    series.age(now, kept);
    Map<Long, byte[]> after = series.days();
    before.forEach(
        (day, counts) -> {
          byte[] left = after.get(day);
          if (left == null) {
            drawer.delete(day);
          } else if (!Arrays.equals(counts, left)) {
            drawer.put(day, left);
          }
        });
  }
}
