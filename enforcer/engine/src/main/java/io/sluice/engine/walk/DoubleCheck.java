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
  final class MultipleOf implements DoubleCheck {
    /** Decimals of so many digits are told apart by a double, or by a float. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private static final double SIX_DIGITS = 1e6;

    /** The highest powers of ten that a double has exactly, and a float. */
    private static final int DOUBLES_POWER = 22;

    private static final int FLOATS_POWER = 10;

    private final BigDecimal factor;
    private final boolean isFloat;
    private final Demand demand;
    private final double unscaled;
    private final double power;

    public MultipleOf(BigDecimal factor, boolean isFloat, Demand demand) {
      BigDecimal exact = factor.stripTrailingZeros();
      BigDecimal whole = exact.scale() < 0 ? exact.setScale(0) : exact;
      this.factor = whole;
      this.isFloat = isFloat;
      this.demand = demand;
      boolean fits = whole.scale() <= (isFloat ? FLOATS_POWER : DOUBLES_POWER);
      this.unscaled = fits ? whole.unscaledValue().doubleValue() : Double.POSITIVE_INFINITY;
      this.power = fits ? BigDecimal.TEN.pow(whole.scale()).doubleValue() : 1;
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(double value) {
      return isShortMultiple(value) || isMultiple(value);
    }

    /**
     * Whether the nearest multiple, as a decimal of so few digits that no other one has the same
     * number, is the value: found without an object.
     */
    private boolean isShortMultiple(double value) {
      double digits = Math.rint(value * power / unscaled) * unscaled;
      if (!(Math.abs(digits) < (isFloat ? SIX_DIGITS : FIFTEEN_DIGITS))) {
        return false;
      }
      // Both operands are exact, so the quotient is the number nearest to the decimal.
      return isFloat ? (float) digits / (float) power == (float) value : digits / power == value;
    }

    private boolean isMultiple(double value) {
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
