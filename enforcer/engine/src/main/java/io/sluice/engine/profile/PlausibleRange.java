package io.sluice.engine.profile;

import java.math.BigDecimal;

/**
 * Bounds that keep out what is plainly wrong: where a name tells them they are known (latitudes),
 * else they leave twice the room that the sample took, on a round figure. What never was negative
 * stays so.
 */
final class PlausibleRange {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private PlausibleRange() {}

  static Demand.Range of(FieldWords words, NumberProfile numbers) {
    if (words.meansLatitude() && numbers.areWithin(-90, 90)) {
      return new Demand.Range("-90", "90");
    }
    if (words.meansLongitude() && numbers.areWithin(-180, 180)) {
      return new Demand.Range("-180", "180");
    }
    if (words.meansPercent() && numbers.areWithin(0, 100)) {
      return new Demand.Range("0", "100");
    }
    if (words.meansShare() && numbers.areWithin(0, 1)) {
      return new Demand.Range("0", "1");
    }
    if (words.meansAngle() && numbers.areWithin(0, 360)) {
      return new Demand.Range("0", "360");
    }
    if (numbers.areLongs() && numbers.areWithin(0, 1)) {
      return new Demand.Range("0", "1");
    }
    return new Demand.Range(
        numbers.least().signum() >= 0 ? "0" : "-" + bound(numbers.least().negate()),
        numbers.most().signum() <= 0 ? "0" : bound(numbers.most()));
  }

  /** A round figure at or above twice a length. */
  static int roomAbove(int length) {
    return new BigDecimal(bound(BigDecimal.valueOf(Math.max(1, length)))).intValueExact();
  }

  /** 1, 2 or 5 times a power of ten, at or above twice a number. */
  private static String bound(BigDecimal number) {
    BigDecimal least = number.multiply(TWO);
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(least.precision() - least.scale() - 1);
    for (int factor : new int[] {1, 2, 5}) {
      BigDecimal bound = power.multiply(BigDecimal.valueOf(factor));
      if (bound.compareTo(least) >= 0) {
        return bound.toPlainString();
      }
    }
    return power.scaleByPowerOfTen(1).toPlainString();
  }
}
