package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.CountSeries;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.sli.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The tallies of an indicator's periods, each an entry of the store. Of short ones there are many:
 * those of the last days are kept, and of the others, for as long as the objective looks back, what
 * they came to in sum.
 */
final class PeriodTallies {

  private static final Duration LEAST_KEPT = Duration.ofDays(92);
  private static final Duration KEPT_OF_SHORT_ONES = Duration.ofDays(3);
  private static final Duration SHORT = Duration.ofHours(1);

  /** So many periods are kept at least, so that a month has last year's beside it. */
  private static final int LEAST_PERIODS = 13;

  private final PeriodRule rule;
  private final Periods periods;
  private final Drawer drawer;
  private final NavigableMap<Long, PeriodTally> byStart = new TreeMap<>();
  private final Set<Long> unsaved = new TreeSet<>();

  /** What those came to that are not kept any more. */
  private final StoredSeries gone;

  /** How long after its end a period is kept. */
  private final Duration kept;

  /** How far the objective looks back. */
  private final Duration needed;

  PeriodTallies(Indicator indicator, PeriodRule rule, Drawer drawer) {
    this.rule = rule;
    this.periods = rule.periods();
    this.drawer = drawer.in("period").in(indicator.id());
    this.gone = new StoredSeries(drawer, indicator.id());
    this.needed =
        indicator
            .promise()
            .objective()
            .map(objective -> objective.window().nominal())
            .orElse(Duration.ZERO)
            .plus(periods.nominal())
            .plusDays(2);
    this.kept = kept();
    this.drawer.visit(
        (start, tally) -> {
          byStart.put(Drawer.number(start), PeriodTally.of(tally));
          return true;
        });
  }

  private Duration kept() {
    Duration nominal = periods.nominal();
    if (nominal.compareTo(SHORT) < 0) {
      return KEPT_OF_SHORT_ONES;
    }
    Duration several = nominal.multipliedBy(LEAST_PERIODS);
    Duration least = several.compareTo(LEAST_KEPT) > 0 ? several : LEAST_KEPT;
    Duration longest = least.plus(nominal).plusDays(2);
    return longest.compareTo(needed) > 0 ? longest : needed;
  }

  /** Until when the periods ended that are not kept any more. */
  Instant oldest(Instant now) {
    return now.minus(kept);
  }

  /** Until when the periods ended that nobody asks for any more, not even for their sum. */
  Instant oldestNeeded(Instant now) {
    return now.minus(kept.compareTo(needed) > 0 ? kept : needed);
  }

  /** The tally of a period; of one that has none, that of nothing. */
  PeriodTally of(Period period) {
    return byStart.getOrDefault(key(period), PeriodTally.NONE);
  }

  void put(Period period, PeriodTally tally) {
    byStart.put(key(period), tally);
    unsaved.add(key(period));
  }

  private static long key(Period period) {
    return period.start().toEpochMilli();
  }

  private Period period(long start) {
    return periods.of(Instant.ofEpochMilli(start));
  }

  /** The periods that have a tally, in their order. */
  List<Period> periods() {
    return byStart.keySet().stream().map(this::period).toList();
  }

  /** Visits the newest tallies, in the order of their periods. */
  void visitNewest(int most, BiConsumer<Period, PeriodTally> visitor) {
    byStart.entrySet().stream()
        .skip(Math.max(0, byStart.size() - most))
        .forEach(entry -> visitor.accept(period(entry.getKey()), entry.getValue()));
  }

  /** What was judged, each period in the minute at whose end it was due. */
  CountSeries judged() {
    CountSeries series = new CountSeries();
    series.add(gone.series());
    byStart.forEach((start, tally) -> judged(period(start), tally, series::add));
    return series;
  }

  private void judged(Period period, PeriodTally tally, BiConsumer<Instant, Counts> into) {
    PeriodTally.Judged judged = tally.judged();
    if (judged != null) {
      into.accept(
          rule.due(period).minusMillis(1),
          rule.weight(judged.counts(), rule.keeps(judged.counts())));
    }
  }

  /** Writes what has changed. */
  void save() {
    for (long start : unsaved) {
      drawer.put(start, byStart.getOrDefault(start, PeriodTally.NONE).bytes());
    }
    unsaved.clear();
  }

  /**
   * Drops old periods, by the clock.
   *
   * @return those that were dropped
   */
  List<Period> expire(Instant now) {
    save();
    Instant oldest = oldest(now);
    List<Period> old =
        byStart.headMap(oldest.toEpochMilli(), false).keySet().stream()
            .map(this::period)
            .filter(period -> period.end().isBefore(oldest))
            .toList();
    for (Period period : old) {
      judged(period, of(period), gone::add);
      byStart.remove(key(period));
      drawer.delete(key(period));
    }
    gone.age(now, needed);
    return old;
  }
}
