package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Period;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.delta.Delta;
import java.time.Instant;
import java.util.List;

/** Measures one indicator: counts what deltas bring, and judges by the clock. */
sealed interface Measure permits RunningMeasure, PeriodMeasure {

  Indicator indicator();

  /** Counts records of a stretch of time. */
  void take(Delta.Bucket bucket, Instant judged);

  /** Counts records by their keys. */
  void take(Delta.KeySet keys, Instant judged);

  /** Judges a whole minute that has passed, where it is judged by minutes. */
  void minute(Period minute, Knowledge knowledge);

  /**
   * What it comes to.
   *
   * @param after the end of the minute of the reading before
   * @param now the end of the last whole minute
   */
  Reading read(Instant after, Instant now);

  /** The newest results, the newest last. */
  List<Reading.PeriodResult> history(Instant now);

  /** Writes what has changed. */
  void save();

  /** Drops what is old, by the clock. */
  void expire(Instant now);
}
