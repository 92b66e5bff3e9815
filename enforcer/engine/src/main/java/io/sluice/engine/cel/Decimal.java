package io.sluice.engine.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A decimal, exactly: CEL itself has doubles alone, by which 0.1 + 0.2 is not 0.3. Equal where the
 * numbers are, whatever their scales.
 */
@Immutable
final class Decimal extends OpaqueValue {

  static final OpaqueType TYPE = OpaqueType.create("decimal");

  /** Longer literals are refused, so that no text makes a number that is slow to compute with. */
  private static final int MOST_DIGITS = 100;

  private final BigDecimal number;

  Decimal(BigDecimal number) {
    this.number = number;
  }

  static Decimal of(BigInteger unscaled, int scale) {
    return new Decimal(new BigDecimal(unscaled, scale));
  }

  /**
   * The number that a text states in plain digits.
   *
   * @throws IllegalArgumentException where it states none; does not repeat the text
   */
  static Decimal parse(String text) {
    boolean isPlain =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0);
    if (isPlain) {
      try {
        return new Decimal(new BigDecimal(text));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a decimal", e);
      }
    }
    throw new IllegalArgumentException("not a decimal");
  }

  BigDecimal number() {
    return number;
  }

  @Override
  public Decimal value() {
    return this;
  }

  @Override
  public OpaqueType celType() {
    return TYPE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decimal decimal && decimal.number.compareTo(number) == 0;
  }

  @Override
  public int hashCode() {
    return number.stripTrailingZeros().hashCode();
  }

  /** Names the type alone: values stay out of messages. */
  @Override
  public String toString() {
    return TYPE.name();
  }
}
