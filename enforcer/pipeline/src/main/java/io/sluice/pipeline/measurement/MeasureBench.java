package io.sluice.pipeline.measurement;

import io.sluice.engine.sli.Arrival;
import io.sluice.engine.sli.Bound;
import io.sluice.engine.sli.CalendarWindow;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.engine.sli.Promises;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what measures each indicator of a contract, out of what is kept of it. */
final class MeasureBench {

  private static final List<String> KINDS =
      List.of("series", "period", "course", "keys", "key", "recent", "called", "absent");

  private final Promises promises;
  private final Measurement.Hashing hashing;
  private final Function<Population.Topic, Roster> rosters;
  private final Drawer drawer;
  private final Instant since;

  MeasureBench(
      Promises promises,
      Measurement.Hashing hashing,
      Function<Population.Topic, Roster> rosters,
      Drawer drawer,
      Instant since) {
    this.promises = promises;
    this.hashing = hashing;
    this.rosters = rosters;
    this.drawer = drawer;
    this.since = since;
  }

  /** What measures an indicator. Where it is another than it was under its id, it begins anew. */
  Measure measure(Indicator indicator) {
    forgetOther(indicator);
    return switch (indicator) {
      case Indicator.Adherence adherence -> running(indicator);
      case Indicator.Latency latency -> running(indicator);
      case Indicator.Freshness freshness -> running(indicator);
      case Indicator.Availability availability -> running(indicator);
      case Indicator.Completeness completeness -> shareOrRunning(indicator);
      case Indicator.Accuracy accuracy -> shareOrRunning(indicator);
      case Indicator.Uniqueness uniqueness -> shareOrRunning(indicator);
      case Indicator.Frequency frequency ->
          periods(indicator, new PeriodRule.Seen(frequency.intervals()), false);
      case Indicator.Volume volume ->
          periods(indicator, new PeriodRule.Rows(volume.window(), bound(indicator)), false);
      case Indicator.Coverage coverage -> {
        KeySets keys = new KeySets(drawer, indicator.id());
        yield periods(indicator, covering(coverage, indicator.id(), keys), keys);
      }
      case Indicator.Deadline deadline -> deadline(deadline);
    };
  }

  private Measure running(Indicator indicator) {
    return new RunningMeasure(indicator, drawer, promises.clockSkew());
  }

  private Measure shareOrRunning(Indicator indicator) {
    return indicator
        .periods()
        .map(
            window ->
                periods(
                    indicator,
                    new PeriodRule.Share(window, bound(indicator)),
                    indicator instanceof Indicator.Uniqueness))
        .orElseGet(() -> running(indicator));
  }

  private Measure periods(Indicator indicator, PeriodRule rule, boolean tellsKeysApart) {
    return periods(indicator, rule, tellsKeysApart ? new KeySets(drawer, indicator.id()) : null);
  }

  private Measure periods(Indicator indicator, PeriodRule rule, @Nullable KeySets keys) {
    return new PeriodMeasure(indicator, rule, keys, drawer, since, promises.clockSkew());
  }

  private Measure deadline(Indicator.Deadline deadline) {
    if (deadline.arrival() instanceof Arrival.OfCoverage(String rule)
        && promises.indicator(rule).orElse(null) instanceof Indicator.Coverage coverage) {
      KeySets keys = new KeySets(drawer, deadline.id());
      PeriodRule.Covering arrival = covering(coverage, deadline.id(), keys);
      return periods(deadline, new PeriodRule.Delivered(deadline, arrival), keys);
    }
    return periods(deadline, new PeriodRule.Delivered(deadline, null), false);
  }

  /** A rule that is judged by periods has a bound: the reader of promises sees to it. */
  private static Bound bound(Indicator indicator) {
    return indicator
        .promise()
        .bound()
        .orElseThrow(() -> new IllegalStateException("no bound: " + indicator.id()));
  }

  /**
   * @param id of the indicator whose keys they are: a coverage, or a deadline that waits for one
   */
  private PeriodRule.Covering covering(Indicator.Coverage coverage, String id, KeySets keys) {
    Attendance attendance =
        switch (coverage.population()) {
          case Population.Count(long population) -> new Attendance.OfCount(keys, population);
          case Population.Values(List<String> values) ->
              new Attendance.OfList(
                  keys,
                  new Members.Listed(
                      values.stream().map(value -> hashing.of(List.of(value))).toList()));
          case Population.Topic topic ->
              new RosterAttendance(keys, rosters.apply(topic), drawer, id);
        };
    return new PeriodRule.Covering(coverage.window(), bound(coverage), attendance);
  }

  // ---- what was measured under the same id before

  /** Counts of another question are no answer to this one. */
  private void forgetOther(Indicator indicator) {
    byte[] shape = new Packer().text(shape(indicator)).bytes();
    Drawer place = drawer.in("shape").in(indicator.id());
    byte[] before = place.get();
    if (Arrays.equals(before, shape)) {
      return;
    }
    if (before != null) {
      for (String kind : KINDS) {
        drawer.in(kind).in(indicator.id()).clear();
      }
    }
    place.put(shape);
  }

  /** What a count means: all but targets, bounds and populations, which it can be held to anew. */
  private static String shape(Indicator indicator) {
    String what =
        switch (indicator) {
          case Indicator.Adherence adherence -> "";
          case Indicator.Latency latency -> latency.atMost().toString();
          case Indicator.Freshness freshness -> freshness.atMost().toString();
          case Indicator.Availability availability -> availability.mostLag().toString();
          case Indicator.Deadline deadline -> deadline.deadlines() + " " + deadline.arrival();
          case Indicator.Frequency frequency -> frequency.intervals().toString();
          case Indicator.Completeness completeness ->
              completeness.path() + " " + completeness.denominator();
          case Indicator.Accuracy accuracy -> accuracy.path().orElse("");
          case Indicator.Coverage coverage -> coverage.key().toString();
          case Indicator.Uniqueness uniqueness -> uniqueness.key() + " " + uniqueness.window();
          case Indicator.Volume volume -> "";
        };
    String periods =
        indicator.periods().map(CalendarWindow::periods).map(Object::toString).orElse("");
    return indicator.sli().word()
        + " "
        + indicator.promise().eventTime()
        + " "
        + what
        + " "
        + periods;
  }
}
