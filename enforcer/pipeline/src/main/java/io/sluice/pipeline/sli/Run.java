package io.sluice.pipeline.sli;

import io.sluice.engine.observe.Observation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records that follow each other, were judged at the same time, and fall into the same stretches:
 * what counts them by any of these gets the same sums. One task's, reused.
 */
final class Run {

  private final int[] values;

  /** By value, first of records that passed, then of the others. */
  private final long[] good;

  private final long[] total;

  private long judged;
  private long records;
  private long passed;
  private long passedValues;

  /**
   * @param values the places of those whose marks are counted
   */
  Run(int[] values) {
    this.values = values.clone();
    this.good = new long[2 * (Arrays.stream(values).max().orElse(-1) + 1)];
    this.total = new long[good.length];
  }

  /** Begins at zero, with records that are judged then. */
  void begin(long judgedAt) {
    judged = judgedAt;
    records = 0;
    passed = 0;
    passedValues = 0;
    Arrays.fill(good, 0);
    Arrays.fill(total, 0);
  }

  /** Counts a record; {@code seen} is null where it has no value that decodes. */
  void count(boolean isPassed, @Nullable Observation seen) {
    int one = isPassed ? 1 : 0;
    records++;
    passed += one;
    if (seen != null) {
      passedValues += one;
      for (int value : values) {
        // No branches: which value bears which mark is hard to foresee.
        int place = place(value, isPassed);
        good[place] += seen.isGood(value) ? 1 : 0;
        total[place] += seen.isMarked(value) ? 1 : 0;
      }
    }
  }

  private static int place(int value, boolean isPassed) {
    return 2 * value + (isPassed ? 0 : 1);
  }

  /** When its records were judged. */
  long judged() {
    return judged;
  }

  /** How many they are. */
  long records() {
    return records;
  }

  /** How many of them passed. */
  long passed() {
    return passed;
  }

  /** How many passed with a value that decodes. */
  long passedValues() {
    return passedValues;
  }

  /** How many are good, of those that passed, or of the others. */
  long good(int value, boolean isPassed) {
    return good[place(value, isPassed)];
  }

  /** How many are good or bad, likewise. */
  long total(int value, boolean isPassed) {
    return total[place(value, isPassed)];
  }
}
