package io.sluice.pipeline.sli;

import io.sluice.engine.observe.Mark;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.sli.Denominator;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.util.List;
import java.util.OptionalLong;

/** What one indicator has counted. One task's. */
abstract sealed class IndicatorTally {

  private final Indicator indicator;

  IndicatorTally(Indicator indicator) {
    this.indicator = indicator;
  }

  final String id() {
    return indicator.id();
  }

  /** What goes by records alone. */
  interface OfRecords {

    /**
     * Counts a record that belongs to the contract.
     *
     * @param isPassed whether it is in the product topic, and nothing speaks against that
     * @param judged when it was judged
     */
    void count(boolean isPassed, long judged);
  }

  /** What goes by their values. */
  interface OfValues {

    /**
     * Counts a record that belongs to the contract, and whose value decodes.
     *
     * @param isPassed whether it is in the product topic, and nothing speaks against that
     * @param judged when it was judged
     */
    void count(boolean isPassed, long judged, Observation seen);
  }

  /** Adds what was counted. */
  abstract void addTo(List<IndicatorCounts> counts, List<KeySet> keys);

  abstract void clear();

  final void add(Buckets buckets, List<IndicatorCounts> counts) {
    List<Bucket> counted = buckets.buckets();
    if (!counted.isEmpty()) {
      counts.add(new IndicatorCounts(id(), indicator.sli().word(), counted));
    }
  }

  /** Whether records whose event time stands at a place have one at all. */
  static boolean hasTime(int place, Observation seen) {
    return place == Observables.NOWHERE || seen.time(place) != Observation.NO_TIME;
  }

  /** When a record happened; when it was judged where the contract names no event time. */
  static long time(int place, long judged, Observation seen) {
    return place == Observables.NOWHERE ? judged : seen.time(place);
  }

  /** Finds the stretch of when a record happened. */
  static void find(Division division, int place, Observation seen, long judged) {
    long at = time(place, judged, seen);
    if (place != Observables.NOWHERE && seen.isDay(place)) {
      division.findDay(at, judged);
    } else {
      division.find(at, judged);
    }
  }

  /** What counts in buckets alone. */
  abstract static sealed class Counting extends IndicatorTally {
    final Division division;
    private final Buckets buckets;

    Counting(Indicator indicator, Division division, Load load) {
      super(indicator);
      this.division = division;
      this.buckets = new Buckets(load);
    }

    /** Counts in the bucket of when a record was judged. */
    final void add(boolean isGood, long judged) {
      division.find(judged, judged);
      buckets.add(division, isGood, judged);
    }

    /** Counts in the bucket of when a record happened. */
    final void add(int time, Observation seen, boolean isGood, long judged) {
      find(division, time, seen, judged);
      buckets.add(division, isGood, judged);
    }

    @Override
    final void addTo(List<IndicatorCounts> counts, List<KeySet> keys) {
      add(buckets, counts);
    }

    @Override
    void clear() {
      buckets.clear();
    }
  }

  /** Adherence: records that passed, of all. */
  static final class Passed extends Counting implements OfRecords {
    Passed(Indicator.Adherence indicator, Load load) {
      super(indicator, new ByAge(), load);
    }

    @Override
    public void count(boolean isPassed, long judged) {
      add(isPassed, judged);
    }
  }

  /**
   * Latency. A record that does not say when it happened can't be shown to be in time, so it was
   * not.
   */
  static final class Swift extends Counting implements OfValues {
    private final int time;
    private final long atMost;
    private final long backfill;

    /**
     * @param backfill how old an event may be and still count
     */
    Swift(Indicator.Latency indicator, int time, OptionalLong backfill, Load load) {
      super(indicator, new ByAge(), load);
      this.time = time;
      this.atMost = indicator.atMost().toMillis();
      this.backfill = backfill.orElse(Division.NEVER);
    }

    @Override
    public void count(boolean isPassed, long judged, Observation seen) {
      if (!isPassed) {
        return;
      }
      boolean hasTime = hasTime(time, seen);
      long latency = hasTime ? judged - time(time, judged, seen) : Division.NEVER;
      if (!hasTime || latency <= backfill) {
        add(latency <= atMost, judged);
      }
    }
  }

  /** Deadline, frequency and volume: what arrived, by the period that it is about. */
  static final class Arrived extends Counting implements OfValues {
    private final int time;

    Arrived(Indicator indicator, int time, Division division, Load load) {
      super(indicator, division, load);
      this.time = time;
    }

    @Override
    public void count(boolean isPassed, long judged, Observation seen) {
      if (isPassed && hasTime(time, seen)) {
        add(time, seen, true, judged);
      }
    }
  }

  /** Completeness and accuracy. */
  static final class Valued extends Counting implements OfValues {
    private final int time;
    private final int value;
    private final boolean ofPassed;

    /**
     * @param value its place in the observation
     */
    Valued(Indicator indicator, int time, int value, Division division, Load load) {
      super(indicator, division, load);
      this.time = time;
      this.value = value;
      this.ofPassed =
          indicator instanceof Indicator.Completeness completeness
              && completeness.denominator() == Denominator.COMPLIANT;
    }

    @Override
    public void count(boolean isPassed, long judged, Observation seen) {
      Mark mark = seen.mark(value);
      if (mark != Mark.NONE && (isPassed || !ofPassed) && hasTime(time, seen)) {
        add(time, seen, mark == Mark.GOOD, judged);
      }
    }
  }

  /** Coverage, and a deadline that a coverage decides: the keys that arrived. */
  static final class Covered extends IndicatorTally implements OfValues {
    private final int time;
    private final int key;
    private final Division division;
    private final KeySets keys;

    /**
     * @param key its place in the observation
     */
    Covered(Indicator indicator, int time, int key, Division division, Load load) {
      super(indicator);
      this.time = time;
      this.key = key;
      this.division = division;
      this.keys = new KeySets(load);
    }

    @Override
    public void count(boolean isPassed, long judged, Observation seen) {
      if (isPassed && seen.bearsKey(key) && hasTime(time, seen)) {
        find(division, time, seen, judged);
        keys.add(division, seen, key, judged);
      }
    }

    @Override
    void addTo(List<IndicatorCounts> counts, List<KeySet> sets) {
      keys.addTo(id(), sets);
    }

    @Override
    void clear() {
      keys.clear();
    }
  }

  /** Uniqueness: keys, and records that bear none and so are no duplicates. */
  static final class Unique extends IndicatorTally implements OfValues {
    private final int time;
    private final int key;
    private final Division division;
    private final KeySets keys;
    private final Buckets keyless;

    Unique(Indicator.Uniqueness indicator, int time, int key, Division division, Load load) {
      super(indicator);
      this.time = time;
      this.key = key;
      this.division = division;
      this.keys = new KeySets(load);
      this.keyless = new Buckets(load);
    }

    @Override
    public void count(boolean isPassed, long judged, Observation seen) {
      if (!isPassed || !hasTime(time, seen)) {
        return;
      }
      find(division, time, seen, judged);
      if (seen.bearsKey(key)) {
        keys.add(division, seen, key, judged);
      } else {
        keyless.add(division, true, judged);
      }
    }

    @Override
    void addTo(List<IndicatorCounts> counts, List<KeySet> sets) {
      add(keyless, counts);
      keys.addTo(id(), sets);
    }

    @Override
    void clear() {
      keys.clear();
      keyless.clear();
    }
  }
}
