package io.sluice.engine.objective;

import java.math.BigDecimal;

/**
 * The share of good ones that is promised. Compared by multiplying, so that "more than 99.5 %" of
 * 1200 is met by 1195 and not by 1194, whatever either prints as.
 *
 * @param percent above 0 and below 100; 100 as well where all are promised and nothing is budgeted
 * @param exclusive whether the share has to be above it; else it may be equal
 */
public record Target(BigDecimal percent, boolean exclusive) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Target {
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException("no target: " + percent + " %");
    }
  }

  /** At least so many percent. */
  public static Target atLeast(BigDecimal percent) {
    return new Target(percent, false);
  }

  /** More than so many percent. */
  public static Target moreThan(BigDecimal percent) {
    return new Target(percent, true);
  }

  /** Whether the counts keep it; where there is nothing to judge, the answer means nothing. */
  public boolean isMetBy(Counts counts) {
    int order =
        BigDecimal.valueOf(counts.good())
            .multiply(HUNDRED)
            .compareTo(percent.multiply(BigDecimal.valueOf(counts.total())));
    return exclusive ? order > 0 : order >= 0;
  }

  /** The share that may be bad, in percent. */
  public BigDecimal budgetPercent() {
    return HUNDRED.subtract(percent);
  }

  @Override
  public String toString() {
    return (exclusive ? "more than " : "at least ") + percent.toPlainString() + " %";
  }
}
