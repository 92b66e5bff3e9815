package io.sluice.engine.objective;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How many of what was judged were good: records, minutes, periods or keys.
 *
 * @param good may be above the total only where that is a count that the contract states, such as
 *     of a population
 */
public record Counts(long good, long total) {

  public static final Counts NONE = new Counts(0, 0);
  public static final Counts GOOD = new Counts(1, 1);
  public static final Counts BAD = new Counts(0, 1);

  private static final int DIGITS = 6;

  public Counts {
    if (good < 0 || total < 0) {
      throw new IllegalArgumentException("counts can't be negative: " + good + " of " + total);
    }
  }

  /**
   * Both together.
   *
   * @throws ArithmeticException beyond 2^63
   */
  public Counts plus(Counts other) {
    return new Counts(Math.addExact(good, other.good), Math.addExact(total, other.total));
  }

  public long bad() {
    return Math.max(0, total - good);
  }

  /** Whether there is nothing to judge. */
  public boolean isNone() {
    return total == 0;
  }

  /**
   * The share of the good ones in percent, to show and not to compare: rounded down, so that what
   * is not all never looks like it. Empty where there is nothing to judge.
   */
  public Optional<BigDecimal> percent() {
    return isNone()
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(good)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(total), DIGITS, RoundingMode.DOWN));
  }

  @Override
  public String toString() {
    return good + " of " + total;
  }
}
