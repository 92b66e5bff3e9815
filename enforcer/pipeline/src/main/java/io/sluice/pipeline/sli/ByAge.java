package io.sluice.pipeline.sli;

import io.sluice.engine.objective.CountSeries;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * As finely as counts of that age are kept, see {@link CountSeries}: UTC minutes of the newest
 * days, quarters of an hour as long as a window can reach back, and coarser what is older than any
 * window: a replay of a million old records does not make a million stretches. What lies ahead of
 * the clock is treated as what lies as far behind it.
 */
final class ByAge extends Division {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Younger by a day than what is kept by the minute, since days are kept as a whole. */
  private static final long BY_THE_MINUTE = (CountSeries.DAYS_BY_THE_MINUTE - 1) * DAY;

  /** The longest window of an objective is 90 days. */
  private static final long BY_THE_QUARTER = 92 * DAY;

  /** Far beyond the years that event times are of, and far from the bounds of a long. */
  private static final long ANY_AGE = Long.MAX_VALUE / 2;

  private final @Nullable Division ofOld;

  /** What is older than any window is counted by UTC days. */
  ByAge() {
    this(null);
  }

  /**
   * @param ofOld divides what is older than any window; null for UTC days
   */
  ByAge(@Nullable Division ofOld) {
    this.ofOld = ofOld;
  }

  @Override
  void find(long at, long judged) {
    long age = Math.abs(judged - at);
    if (age < BY_THE_MINUTE) {
      even(at, MINUTE);
      ofAges(0, BY_THE_MINUTE, at, judged);
    } else if (age < BY_THE_QUARTER) {
      even(at, QUARTER);
      ofAges(BY_THE_MINUTE, BY_THE_QUARTER, at, judged);
    } else {
      if (ofOld == null) {
        even(at, DAY);
      } else {
        ofOld.find(at, judged);
        found(ofOld.start(), ofOld.end(), NEVER);
      }
      ofAges(BY_THE_QUARTER, ANY_AGE, at, judged);
    }
  }

  @Override
  void findDay(long midnight, long judged) {
    if (ofOld == null) {
      find(midnight, judged);
    } else {
      ofOld.findDay(midnight, judged);
      found(ofOld.start(), ofOld.end(), NEVER);
    }
  }

  private void even(long at, long length) {
    long start = Math.floorDiv(at, length) * length;
    found(start, start + length, NEVER);
  }

  /** What was found is found for ages from one until another, on the same side of the clock. */
  private void ofAges(long youngest, long oldest, long at, long judged) {
    if (at <= judged) {
      onlyBetween(judged - oldest + 1, judged - youngest + 1);
    } else {
      onlyBetween(judged + youngest, judged + oldest);
    }
  }
}
