package io.sluice.engine.profile;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The numbers of a field: how many, from where to where, and how they are written. */
final class NumberProfile {

  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Beyond a double's reach: 1e999999999 would take a gigabyte to write out. */
  private static final int MOST_DIGITS = 400;

  private long count;
  private @Nullable BigDecimal least;
  private @Nullable BigDecimal most;
  private int scale;
  private boolean hasExponent;

  void add(BigDecimal number) {
    count++;
    if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS) {
      hasExponent = true;
      return;
    }
    least = least == null ? number : least.min(number);
    most = most == null ? number : most.max(number);
    scale = Math.max(scale, number.scale());
    hasExponent |= number.scale() < 0;
  }

  long count() {
    return count;
  }

  /** The least one; zero where there is none. */
  BigDecimal least() {
    return least == null ? BigDecimal.ZERO : least;
  }

  /** The greatest one; zero where there is none. */
  BigDecimal most() {
    return most == null ? BigDecimal.ZERO : most;
  }

  /** The most digits behind a point that one was written with. */
  int scale() {
    return scale;
  }

  /** The most digits that one has before its point. */
  int wholeDigits() {
    return Math.max(digits(least()), digits(most()));
  }

  private static int digits(BigDecimal number) {
    return Math.max(1, number.precision() - number.scale());
  }

  /** Whether all were written without a fraction, and a long has room for them. */
  boolean areLongs() {
    return count > 0
        && scale <= 0
        && !hasExponent
        && least().compareTo(LEAST_LONG) >= 0
        && most().compareTo(MOST_LONG) <= 0;
  }

  boolean areWithin(long from, long to) {
    return least().compareTo(BigDecimal.valueOf(from)) >= 0
        && most().compareTo(BigDecimal.valueOf(to)) <= 0;
  }

  boolean isOneValue() {
    return least().compareTo(most()) == 0;
  }
}
