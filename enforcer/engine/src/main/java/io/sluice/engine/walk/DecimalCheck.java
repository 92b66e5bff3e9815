package io.sluice.engine.walk;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is demanded of a decimal, said of its unscaled value. */
public sealed interface DecimalCheck {

  Demand demand();

  /** Whether an unscaled value of at most 64 bits holds. */
  boolean holds(long unscaled);

  /** Whether an unscaled value of any size holds. */
  boolean holds(BigInteger unscaled);

  /**
   * Between two bounds, both included; null for none. Said twice, so that numbers of at most 64
   * bits need no object.
   */
  final class Between implements DecimalCheck {
    private final @Nullable BigInteger lowest;
    private final @Nullable BigInteger highest;
    private final Demand demand;
    private final long lowestLong;
    private final long highestLong;
    private final boolean noLong;

    public Between(@Nullable BigInteger lowest, @Nullable BigInteger highest, Demand demand) {
      this.lowest = lowest;
      this.highest = highest;
      this.demand = demand;
      this.lowestLong = clamp(lowest, Long.MIN_VALUE);
      this.highestLong = clamp(highest, Long.MAX_VALUE);
      // A bound beyond 64 bits on the far side excludes every number within them.
      this.noLong =
          (lowest != null && lowest.signum() > 0 && lowest.bitLength() > 63)
              || (highest != null && highest.signum() < 0 && highest.bitLength() > 63);
    }

    private static long clamp(@Nullable BigInteger bound, long absent) {
      if (bound == null) {
        return absent;
      }
      if (bound.bitLength() <= 63) {
        return bound.longValue();
      }
      return bound.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(long unscaled) {
      return !noLong && unscaled >= lowestLong && unscaled <= highestLong;
    }

    @Override
    public boolean holds(BigInteger unscaled) {
      return (lowest == null || unscaled.compareTo(lowest) >= 0)
          && (highest == null || unscaled.compareTo(highest) <= 0);
    }
  }

  /** A multiple of a factor above zero, which has the decimal's own scale. */
  record MultipleOf(BigInteger factor, Demand demand) implements DecimalCheck {
    @Override
    public boolean holds(long unscaled) {
      return holds(BigInteger.valueOf(unscaled));
    }

    @Override
    public boolean holds(BigInteger unscaled) {
      return unscaled.mod(factor).signum() == 0;
    }
  }

  /** One of some values, or none of them. */
  record Among(List<BigInteger> values, boolean expected, Demand demand) implements DecimalCheck {
    public Among {
      values = List.copyOf(values);
    }

    @Override
    public boolean holds(long unscaled) {
      return holds(BigInteger.valueOf(unscaled));
    }

    @Override
    public boolean holds(BigInteger unscaled) {
      return values.contains(unscaled) == expected;
    }
  }
}
