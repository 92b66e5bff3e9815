package io.sluice.engine.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What a bound that a contract states means for a type: a number in the unit that the type's bytes
 * count, such as days for a {@code date} or milliseconds for a {@code timestamp-millis}.
 */
final class Bound {

  private Bound() {}

  /**
   * Reads a bound.
   *
   * @throws InapplicableException where the text is none for that type
   */
  static BigDecimal parse(String text, Schema type) throws InapplicableException {
    LogicalType meaning = Compatibility.meaning(type);
    if (meaning == null || meaning instanceof LogicalTypes.Decimal) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        throw new InapplicableException(
            "\"" + text + "\" is not a number, which " + Compatibility.describe(type) + " needs",
            e);
      }
    }
    try {
      return IsoTime.parse(text, meaning);
    } catch (DateTimeException e) {
      throw new InapplicableException(
          "\""
              + text
              + "\" is not an ISO-8601 "
              + meaning.getName()
              + " such as "
              + IsoTime.example(meaning),
          e);
    }
  }

  /** The lowest whole number that a lower bound lets pass. */
  static BigInteger lowest(BigDecimal bound, boolean exclusive) {
    return exclusive
        ? bound.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE)
        : bound.setScale(0, RoundingMode.CEILING).toBigInteger();
  }

  /** The highest whole number that an upper bound lets pass. */
  static BigInteger highest(BigDecimal bound, boolean exclusive) {
    return exclusive
        ? bound.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE)
        : bound.setScale(0, RoundingMode.FLOOR).toBigInteger();
  }
}
