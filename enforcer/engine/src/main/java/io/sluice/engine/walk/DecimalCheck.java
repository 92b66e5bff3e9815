package io.sluice.engine.walk;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is demanded of a decimal, said of its unscaled value: of at most 64 bits, or as big-endian
 * two's complement of any length.
 */
public sealed interface DecimalCheck {

  Demand demand();

  /** Whether an unscaled value of at most 64 bits holds. */
  boolean holds(long unscaled);

  /** Whether an unscaled value of more bytes than a long has holds. */
  boolean holds(byte[] bytes, int offset, int length);

  /** Between two bounds, both included; null for none. */
  final class Between implements DecimalCheck {
    private final byte @Nullable [] lowest;
    private final byte @Nullable [] highest;
    private final Demand demand;
    private final long lowestLong;
    private final long highestLong;
    private final boolean noLong;

    public Between(@Nullable BigInteger lowest, @Nullable BigInteger highest, Demand demand) {
      this.lowest = lowest == null ? null : lowest.toByteArray();
      this.highest = highest == null ? null : highest.toByteArray();
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
    public boolean holds(byte[] bytes, int offset, int length) {
      return (lowest == null || TwosComplement.compare(bytes, offset, length, lowest) >= 0)
          && (highest == null || TwosComplement.compare(bytes, offset, length, highest) <= 0);
    }
  }

  /** A multiple of a factor above zero, which has the decimal's own scale. */
  final class MultipleOf implements DecimalCheck {
    private final BigInteger factor;
    private final boolean isLong;
    private final Demand demand;

    public MultipleOf(BigInteger factor, Demand demand) {
      this.factor = factor;
      this.isLong = factor.bitLength() <= 63;
      this.demand = demand;
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(long unscaled) {
      // The lowest long alone is a multiple of a factor beyond it, 2^63.
      return isLong
          ? unscaled % factor.longValue() == 0
          : BigInteger.valueOf(unscaled).mod(factor).signum() == 0;
    }

    /** Factors of more than 32 bits, of which a remainder does not fit, cost objects. */
    @Override
    public boolean holds(byte[] bytes, int offset, int length) {
      return factor.bitLength() < Integer.SIZE
          ? TwosComplement.remainder(bytes, offset, length, factor.intValue()) == 0
          : new BigInteger(bytes, offset, length).mod(factor).signum() == 0;
    }
  }

  /** One of some values, or none of them. */
  final class Among implements DecimalCheck {
    private final List<byte[]> values;
    private final boolean expected;
    private final Demand demand;
    private final long[] longs;

    public Among(List<BigInteger> values, boolean expected, Demand demand) {
      this.values = values.stream().map(BigInteger::toByteArray).toList();
      this.expected = expected;
      this.demand = demand;
      this.longs =
          values.stream()
              .filter(value -> value.bitLength() <= 63)
              .mapToLong(BigInteger::longValue)
              .toArray();
    }

    @Override
    public Demand demand() {
      return demand;
    }

    @Override
    public boolean holds(long unscaled) {
      for (long value : longs) {
        if (value == unscaled) {
          return expected;
        }
      }
      return !expected;
    }

    @Override
    public boolean holds(byte[] bytes, int offset, int length) {
      for (int i = 0; i < values.size(); i++) {
        if (TwosComplement.compare(bytes, offset, length, values.get(i)) == 0) {
          return expected;
        }
      }
      return !expected;
    }
  }
}
