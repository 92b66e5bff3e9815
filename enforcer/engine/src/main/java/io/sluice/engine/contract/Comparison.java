package io.sluice.engine.contract;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a count or a share of records is held to, as an operator of the standard states it. Exact:
 * shares are compared by multiplying, never by dividing.
 *
 * @param bound the number that the operator gives, or the lower end of a range
 * @param upper the upper end of a range; null for anything else
 */
public record Comparison(
    Operator operator, BigDecimal bound, @Nullable BigDecimal upper, Unit unit) {

  /** The standard's operators. Both ends of a range are part of it. */
  public enum Operator {
    MUST_BE("mustBe", "exactly"),
    MUST_NOT_BE("mustNotBe", "anything but"),
    GREATER_THAN("mustBeGreaterThan", "more than"),
    GREATER_OR_EQUAL("mustBeGreaterOrEqualTo", "at least"),
    LESS_THAN("mustBeLessThan", "less than"),
    LESS_OR_EQUAL("mustBeLessOrEqualTo", "at most"),
    BETWEEN("mustBeBetween", "between"),
    NOT_BETWEEN("mustNotBeBetween", "not between");

    private final String key;
    private final String words;

    Operator(String key, String words) {
      this.key = key;
      this.words = words;
    }

    /** The standard's key. */
    public String key() {
      return key;
    }

    /** The operator of a key; empty for any other key. */
    public static Optional<Operator> parse(String key) {
      return Arrays.stream(values()).filter(operator -> operator.key.equals(key)).findFirst();
    }

    /** Whether it takes a range. */
    public boolean isRange() {
      return this == BETWEEN || this == NOT_BETWEEN;
    }
  }

  /** What is compared. */
  public enum Unit {
    /** A count of records. */
    ROWS,
    /** A share, in percent of all. */
    PERCENT
  }

  public Comparison {
    if (operator.isRange() != (upper != null)) {
      throw new IllegalArgumentException("a range, and nothing else, has an upper end");
    }
  }

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Whether a part of a total is what is demanded.
   *
   * @param part what is counted
   * @param total of how many; matters for percent alone
   */
  public boolean admits(long part, long total) {
    BigDecimal counted = BigDecimal.valueOf(part);
    return unit == Unit.PERCENT
        ? admits(counted.multiply(HUNDRED), BigDecimal.valueOf(total))
        : admits(counted, BigDecimal.ONE);
  }

  private boolean admits(BigDecimal value, BigDecimal scale) {
    int order = value.compareTo(bound.multiply(scale));
    return switch (operator) {
      case MUST_BE -> order == 0;
      case MUST_NOT_BE -> order != 0;
      case GREATER_THAN -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS_THAN -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case BETWEEN -> order >= 0 && isUpTo(value, scale);
      case NOT_BETWEEN -> order < 0 || !isUpTo(value, scale);
    };
  }

  private boolean isUpTo(BigDecimal value, BigDecimal scale) {
    return upper != null && value.compareTo(upper.multiply(scale)) <= 0;
  }

  /** In words: {@code more than 99.5 %}. */
  @Override
  public String toString() {
    String range = upper == null ? "" : " and " + upper.toPlainString();
    return operator.words
        + " "
        + bound.toPlainString()
        + range
        + (unit == Unit.PERCENT ? " %" : bound.compareTo(BigDecimal.ONE) == 0 ? " row" : " rows");
  }
}
