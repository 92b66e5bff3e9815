package io.sluice.engine.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What a bound that a contract states means for a type: a number in the unit that the type's bytes
 * count, such as days for a {@code date} or milliseconds for a {@code timestamp-millis}.
 */
final class Bound {

  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

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
      return switch (meaning.getName()) {
        case "date" -> BigDecimal.valueOf(LocalDate.parse(text).toEpochDay());
        case "time-millis" -> time(text, 1_000_000);
        case "time-micros" -> time(text, 1_000);
        case "timestamp-millis", "local-timestamp-millis" -> instant(text, 1_000_000);
        case "timestamp-micros", "local-timestamp-micros" -> instant(text, 1_000);
        case "timestamp-nanos", "local-timestamp-nanos" -> instant(text, 1);
        default -> throw new InapplicableException("a bound can't apply to " + meaning.getName());
      };
    } catch (DateTimeException e) {
      throw new InapplicableException(
          "\""
              + text
              + "\" is not an ISO-8601 "
              + meaning.getName()
              + " such as "
              + example(meaning),
          e);
    }
  }

  private static BigDecimal time(String text, long nanosPerUnit) {
    return BigDecimal.valueOf(LocalTime.parse(text).toNanoOfDay())
        .divide(BigDecimal.valueOf(nanosPerUnit));
  }

  /** With an offset as it says, without one in UTC, a date alone as its first moment. */
  private static BigDecimal instant(String text, long nanosPerUnit) {
    Instant instant;
    if (!text.contains("T")) {
      instant = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } else if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d(:?\\d\\d)?")) {
      instant = OffsetDateTime.parse(text).toInstant();
    } else {
      instant = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
    Duration sinceEpoch = Duration.between(Instant.EPOCH, instant);
    return BigDecimal.valueOf(sinceEpoch.getSeconds())
        .multiply(NANOS_PER_SECOND)
        .add(BigDecimal.valueOf(sinceEpoch.getNano()))
        .divide(BigDecimal.valueOf(nanosPerUnit));
  }

  private static String example(LogicalType meaning) {
    return switch (meaning.getName()) {
      case "date" -> "2026-01-31";
      case "time-millis", "time-micros" -> "06:00:00";
      default -> "2026-01-31T06:00:00Z";
    };
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
