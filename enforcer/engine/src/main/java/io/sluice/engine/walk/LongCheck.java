package io.sluice.engine.walk;

import java.util.Arrays;

/** What is demanded of a whole number. */
public sealed interface LongCheck {

  Demand demand();

  boolean holds(long value);

  /** Between two bounds, both included; where the lower is above the upper, nothing holds. */
  record Between(long lowest, long highest, Demand demand) implements LongCheck {
    @Override
    public boolean holds(long value) {
      return value >= lowest && value <= highest;
    }
  }

  /** A multiple of a factor above zero. */
  record MultipleOf(long factor, Demand demand) implements LongCheck {
    @Override
    public boolean holds(long value) {
      return value % factor == 0;
    }
  }

  /** One of some values, or none of them. */
  final class Among implements LongCheck {
    private final long[] values;
    private final boolean expected;
    private final Demand demand;

    /**
     * @param values whatever their order
     * @param expected whether the value must be one of them, or must not
     */
    public Among(long[] values, boolean expected, Demand demand) {
      this.values = values.clone();
      Arrays.sort(this.values);
      this.expected = expected;
      this.demand = demand;
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(long value) {
      return Arrays.binarySearch(values, value) >= 0 == expected;
    }
  }
}
