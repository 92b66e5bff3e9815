package io.sluice.engine.objective;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How fast an error budget is used up: 1 uses it up exactly in the objective's window. Kept as the
 * fraction that it is: bad × 100 ÷ (total × the percentage that may be bad).
 */
public record BurnRate(Counts counts, Target target) {

  private static final int DIGITS = 6;

  /** Whether it is above a factor; nothing to judge burns nothing. */
  public boolean isAbove(BigDecimal factor) {
    return scaledBad().compareTo(factor.multiply(scaledBudget())) > 0;
  }

  /**
   * The figure, to show and not to compare; empty where there is nothing to judge, or no budget.
   */
  public Optional<BigDecimal> value() {
    return scaledBudget().signum() == 0
        ? Optional.empty()
        : Optional.of(scaledBad().divide(scaledBudget(), DIGITS, RoundingMode.DOWN));
  }

  private BigDecimal scaledBad() {
    return BigDecimal.valueOf(counts.bad()).movePointRight(2);
  }

  private BigDecimal scaledBudget() {
    return BigDecimal.valueOf(counts.total()).multiply(target.budgetPercent());
  }
}
