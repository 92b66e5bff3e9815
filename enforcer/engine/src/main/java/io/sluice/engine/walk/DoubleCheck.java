package io.sluice.engine.walk;

import java.math.BigDecimal;

/** What is demanded of a floating-point number. NaN holds against no bound. */
public sealed interface DoubleCheck {

  Demand demand();

  boolean holds(double value);

  /** At least a bound, or above it. */
  record AtLeast(double bound, boolean exclusive, Demand demand) implements DoubleCheck {
    @Override
    public boolean holds(double value) {
      return exclusive ? value > bound : value >= bound;
    }
  }

  /** At most a bound, or below it. */
  record AtMost(double bound, boolean exclusive, Demand demand) implements DoubleCheck {
    @Override
    public boolean holds(double value) {
      return exclusive ? value < bound : value <= bound;
    }
  }

  /**
   * A multiple of a factor above zero, in the decimal that the number prints as: 0.3 is a multiple
   * of 0.1, although their binary forms are not.
   */
  record MultipleOf(BigDecimal factor, boolean isFloat, Demand demand) implements DoubleCheck {
    @Override
    public boolean holds(double value) {
      if (!Double.isFinite(value)) {
        return false;
      }
      BigDecimal printed =
          new BigDecimal(isFloat ? Float.toString((float) value) : Double.toString(value));
      return printed.remainder(factor).signum() == 0;
    }
  }

  /** One of some values, or none of them. */
  final class Among implements DoubleCheck {
    private final double[] values;
    private final boolean expected;
    private final Demand demand;

    public Among(double[] values, boolean expected, Demand demand) {
      this.values = values.clone();
      this.expected = expected;
      this.demand = demand;
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(double value) {
      for (double candidate : values) {
        if (candidate == value) {
          return expected;
        }
      }
      return !expected;
    }
  }
}
