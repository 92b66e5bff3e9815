package io.sluice.pipeline.sli;

import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.sli.Denominator;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.IndicatorCounts;
import io.sluice.pipeline.delta.Delta.KeySet;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one indicator has counted. Counts by run, see {@link Runs}; what is of the single record, it
 * takes in between. One task's.
 */
abstract sealed class IndicatorTally {

  private final Indicator indicator;
  private final int time;
  private final Division division;

  /**
   * @param time the place of the event time that it goes by; {@link Observables#NOWHERE} for the
   *     time of judging
   */
  IndicatorTally(Indicator indicator, int time, Division division) {
    this.indicator = indicator;
    this.time = time;
    this.division = division;
  }

  final String id() {
    return indicator.id();
  }

  final int time() {
    return time;
  }

  /**
   * A run begins: what follows is of the stretch of this point in time, or day.
   *
   * @param judged when its records are judged
   */
  void begin(long at, boolean isDay, long judged) {
    if (isDay) {
      division.findDay(at, judged);
    } else {
      division.find(at, judged);
    }
  }

  /** The first point in time, or day, that belongs to the run. */
  final long alikeFrom() {
    return division.alikeFrom();
  }

  /** The first one after these that does not. */
  final long alikeUntil() {
    return division.alikeUntil();
  }

  /** A run ends. */
  abstract void end(Run run);

  /** Adds what was counted. */
  abstract void addTo(List<IndicatorCounts> counts, List<KeySet> keys);

  abstract void clear();

  final void add(Buckets buckets, List<IndicatorCounts> counts) {
    List<Bucket> counted = buckets.buckets();
    if (!counted.isEmpty()) {
      counts.add(new IndicatorCounts(id(), indicator.sli().word(), counted));
    }
  }

  /** What counts in buckets alone. */
  abstract static sealed class Counting extends IndicatorTally {
    private final Buckets buckets;

    Counting(Indicator indicator, int time, Division division, Load load) {
      super(indicator, time, division);
      this.buckets = new Buckets(division, load);
    }

    final void add(long good, long total, Run run) {
      buckets.add(good, total, run.judged());
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
  static final class Passed extends Counting {
    Passed(Indicator.Adherence indicator, Load load) {
      super(indicator, Observables.NOWHERE, new ByAge(), load);
    }

    @Override
    void end(Run run) {
      add(run.passed(), run.records(), run);
    }
  }

  /**
   * Latency, by the time of judging. A record that does not say when it happened can't be shown to
   * be in time, so it was not.
   */
  static final class Swift extends Counting {
    private final int event;
    private final long atMost;
    private final long backfill;
    private long good;
    private long total;

    /**
     * @param event the place of the event time
     * @param backfill how old an event may be and still count
     */
    Swift(Indicator.Latency indicator, int event, OptionalLong backfill, Load load) {
      super(indicator, Observables.NOWHERE, new ByAge(), load);
      this.event = event;
      this.atMost = indicator.atMost().toMillis();
      this.backfill = backfill.orElse(Division.NEVER);
    }

    @Override
    void begin(long at, boolean isDay, long judged) {
      super.begin(at, isDay, judged);
      good = 0;
      total = 0;
    }

    /** Counts a record that passed. */
    void count(long judged, Observation seen) {
      long at = event == Observables.NOWHERE ? judged : seen.time(event);
      boolean hasTime = at != Observation.NO_TIME;
      long latency = hasTime ? judged - at : Division.NEVER;
      if (!hasTime || latency <= backfill) {
        good += latency <= atMost ? 1 : 0;
        total++;
      }
    }

    @Override
    void end(Run run) {
      add(good, total, run);
    }
  }

  /** Deadline, frequency and volume: what arrived, by the period that it is about. */
  static final class Arrived extends Counting {
    Arrived(Indicator indicator, int time, Division division, Load load) {
      super(indicator, time, division, load);
    }

    @Override
    void end(Run run) {
      add(run.passedValues(), run.passedValues(), run);
    }
  }

  /** Completeness and accuracy. */
  static final class Valued extends Counting {
    private final int value;
    private final boolean ofPassed;

    /**
     * @param value its place in the observation
     */
    Valued(Indicator indicator, int time, int value, Division division, Load load) {
      super(indicator, time, division, load);
      this.value = value;
      this.ofPassed =
          indicator instanceof Indicator.Completeness completeness
              && completeness.denominator() == Denominator.COMPLIANT;
    }

    int value() {
      return value;
    }

    @Override
    void end(Run run) {
      add(run.good(value, true), run.total(value, true), run);
      if (!ofPassed) {
        add(run.good(value, false), run.total(value, false), run);
      }
    }
  }

  /**
   * Coverage, a deadline that a coverage decides, and uniqueness: the keys that arrived. Of
   * uniqueness, records that bear none count as well: they are no duplicates.
   */
  static final class Keyed extends IndicatorTally {
    private final int key;
    private final boolean countsKeyless;
    private final KeySets keys;
    private final Buckets keyless;
    private long without;

    /**
     * @param key its place in the observation
     */
    Keyed(Indicator indicator, int time, int key, Division division, Load load) {
      super(indicator, time, division);
      this.key = key;
      this.countsKeyless = indicator instanceof Indicator.Uniqueness;
      this.keys = new KeySets(division, load);
      this.keyless = new Buckets(division, load);
    }

    @Override
    void begin(long at, boolean isDay, long judged) {
      super.begin(at, isDay, judged);
      keys.begin(judged);
      without = 0;
    }

    /** Counts a record that passed. */
    void count(Observation seen) {
      if (seen.bearsKey(key)) {
        keys.add(seen.firstHalf(key), seen.secondHalf(key));
      } else {
        without++;
      }
    }

    @Override
    void end(Run run) {
      if (countsKeyless) {
        keyless.add(without, without, run.judged());
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
