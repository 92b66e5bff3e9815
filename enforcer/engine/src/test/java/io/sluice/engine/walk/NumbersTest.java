package io.sluice.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.verdict.ViolationClass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the checks of decimals and of fractions, which use no objects, against Java's numbers. */
class NumbersTest {

  private static final Demand DEMAND = Demand.of(ViolationClass.RULE, "rule", "", "");

  private final Random random = new Random(1);

  private BigInteger number() {
    BigInteger number = new BigInteger(random.nextInt(1, 140), random);
    return random.nextBoolean() ? number.negate() : number;
  }

  /** With padding in front, as some writers leave it. */
  private byte[] padded(BigInteger number) {
    byte[] exact = number.toByteArray();
    byte[] padded = new byte[exact.length + random.nextInt(4)];
    Arrays.fill(padded, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(exact, 0, padded, padded.length - exact.length, exact.length);
    return padded;
  }

  @Test
  void decimalsOfAnySizeCompareAsNumbersDo() {
    for (int i = 0; i < 200_000; i++) {
      BigInteger left = number();
      BigInteger right = random.nextInt(4) == 0 ? left : number();
      byte[] bytes = padded(left);

      assertThat(
              Integer.signum(TwosComplement.compare(bytes, 0, bytes.length, right.toByteArray())))
          .as("%s to %s", left, right)
          .isEqualTo(left.compareTo(right));
    }
  }

  @Test
  void remaindersAreThoseOfNumbers() {
    for (int i = 0; i < 100_000; i++) {
      BigInteger number = number();
      int divisor = random.nextInt(1, random.nextBoolean() ? 100 : Integer.MAX_VALUE);
      byte[] bytes = padded(number);

      assertThat(TwosComplement.remainder(bytes, 0, bytes.length, divisor))
          .as("%s by %s", number, divisor)
          .isEqualTo(number.mod(BigInteger.valueOf(divisor)).longValueExact());
    }
  }

  @Test
  void wideAndNarrowDecimalsAreJudgedAlike() {
    for (int i = 0; i < 50_000; i++) {
      BigInteger number = BigInteger.valueOf(random.nextLong() >> random.nextInt(60));
      BigInteger bound = random.nextInt(4) == 0 ? number : number();
      byte[] bytes = padded(number);
      for (DecimalCheck check :
          List.of(
              new DecimalCheck.Between(bound, null, DEMAND),
              new DecimalCheck.Between(null, bound, DEMAND),
              new DecimalCheck.MultipleOf(bound.abs().add(BigInteger.ONE), DEMAND),
              new DecimalCheck.Among(List.of(bound, BigInteger.ONE), true, DEMAND))) {
        assertThat(check.holds(bytes, 0, bytes.length))
            .as("%s against %s", number, bound)
            .isEqualTo(check.holds(number.longValueExact()));
      }
    }
  }

  @Test
  void fractionsAreMultiplesWhereTheirDecimalsAre() {
    List<BigDecimal> factors =
        List.of(
            new BigDecimal("0.1"),
            new BigDecimal("0.05"),
            new BigDecimal("2.5"),
            new BigDecimal("1e3"),
            new BigDecimal("1e-9"),
            new BigDecimal("123456789.123"));
    for (int i = 0; i < 200_000; i++) {
      BigDecimal factor = factors.get(random.nextInt(factors.size()));
      double value =
          switch (random.nextInt(4)) {
            case 0 -> factor.multiply(BigDecimal.valueOf(random.nextInt())).doubleValue();
            case 1 -> random.nextInt() / 1000d;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default ->
                Math.nextUp(factor.multiply(BigDecimal.valueOf(random.nextInt(99))).doubleValue());
          };
      boolean expected =
          Double.isFinite(value)
              && new BigDecimal(Double.toString(value)).remainder(factor).signum() == 0;
      assertThat(new DoubleCheck.MultipleOf(factor, false, DEMAND).holds(value))
          .as("%s of %s", value, factor)
          .isEqualTo(expected);
      float narrow = (float) value;
      boolean expectedOfFloat =
          Float.isFinite(narrow)
              && new BigDecimal(Float.toString(narrow)).remainder(factor).signum() == 0;
      assertThat(new DoubleCheck.MultipleOf(factor, true, DEMAND).holds(narrow))
          .as("float %s of %s", narrow, factor)
          .isEqualTo(expectedOfFloat);
    }
  }
}
