package io.sluice.engine.sli;

import io.sluice.engine.contract.Comparison;
import io.sluice.engine.contract.Comparison.Operator;
import io.sluice.engine.contract.Comparison.Unit;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Target;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a rule holds its counts to.
 *
 * @param counted what is compared: the standard's metrics count what is wrong
 */
public record Bound(Counted counted, Comparison comparison) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What is compared. */
  public enum Counted {
    GOOD,
    BAD,
    ALL
  }

  /** Whether counts keep it. */
  public boolean isKeptBy(Counts counts) {
    long part =
        switch (counted) {
          case GOOD -> counts.good();
          case BAD -> counts.bad();
          case ALL -> counts.total();
        };
    return comparison.admits(part, counts.total());
  }

  /** The least share of good ones, where that says the same; empty where it says more or other. */
  public Optional<Target> target() {
    if (comparison.unit() != Unit.PERCENT || counted == Counted.ALL) {
      return Optional.empty();
    }
    boolean countsGood = counted == Counted.GOOD;
    BigDecimal share = countsGood ? comparison.bound() : HUNDRED.subtract(comparison.bound());
    if (share.signum() <= 0 || share.compareTo(HUNDRED) > 0) {
      return Optional.empty();
    }
    Operator more = countsGood ? Operator.GREATER_THAN : Operator.LESS_THAN;
    Operator least = countsGood ? Operator.GREATER_OR_EQUAL : Operator.LESS_OR_EQUAL;
    boolean isAll = share.compareTo(HUNDRED) == 0;
    if (comparison.operator() == more && !isAll) {
      return Optional.of(Target.moreThan(share));
    } else if (comparison.operator() == least
        || (comparison.operator() == Operator.MUST_BE && isAll)) {
      return Optional.of(Target.atLeast(share));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return switch (counted) {
      case GOOD -> comparison + " good";
      case BAD -> comparison + " bad";
      case ALL -> comparison + " in all";
    };
  }
}
