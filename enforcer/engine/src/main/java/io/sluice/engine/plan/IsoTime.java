package io.sluice.engine.plan;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.avro.LogicalType;

/**
 * Dates, times and timestamps as ISO-8601 writes them, counted in the unit of an Avro logical type.
 */
public final class IsoTime {

  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

  private IsoTime() {}

  /**
   * Reads a text. A timestamp with an offset is what it says, without one it is in UTC, and a date
   * alone is its first moment.
   *
   * @return the number that stands for it, with a fraction where the text is finer than the unit
   * @throws DateTimeException where the text, or the logical type, is none of time
   */
  public static BigDecimal parse(String text, LogicalType meaning) {
    return switch (meaning.getName()) {
      case "date" -> BigDecimal.valueOf(LocalDate.parse(text).toEpochDay());
      case "time-millis" -> time(text, 1_000_000);
      case "time-micros" -> time(text, 1_000);
      case "timestamp-millis", "local-timestamp-millis" -> instant(text, 1_000_000);
      case "timestamp-micros", "local-timestamp-micros" -> instant(text, 1_000);
      case "timestamp-nanos", "local-timestamp-nanos" -> instant(text, 1);
      default -> throw new DateTimeException(meaning.getName() + " is no type of time");
    };
  }

  /** A text of the kind that {@link #parse} reads. */
  public static String example(LogicalType meaning) {
    return switch (meaning.getName()) {
      case "date" -> "2026-01-31";
      case "time-millis", "time-micros" -> "06:00:00";
      default -> "2026-01-31T06:00:00Z";
    };
  }

  private static BigDecimal time(String text, long nanosPerUnit) {
    return BigDecimal.valueOf(LocalTime.parse(text).toNanoOfDay())
        .divide(BigDecimal.valueOf(nanosPerUnit));
  }

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
}
