package io.sluice.cli.letter.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Decoded scalars by their logical types: numbers, truths and texts, times in ISO-8601. */
final class Scalars {

  private Scalars() {}

  /** A number, Boolean or text; null for null. A value beyond its logical type stays as it is. */
  static @Nullable Object of(Schema schema, @Nullable Object value) {
    LogicalType type = schema.getLogicalType();
    if (type != null && value != null) {
      try {
        Object meant = meant(type, value);
        if (meant != null) {
          return meant;
        }
      } catch (RuntimeException e) {
        return plain(value);
      }
    }
    return plain(value);
  }

  private static @Nullable Object meant(LogicalType type, Object value) {
    return switch (type) {
      case LogicalTypes.Decimal decimal ->
          new BigDecimal(new BigInteger(bytes(value)), decimal.getScale());
      case LogicalTypes.Date date -> LocalDate.ofEpochDay((int) value).toString();
      case LogicalTypes.TimeMillis time ->
          LocalTime.ofNanoOfDay((int) value * 1_000_000L).toString();
      case LogicalTypes.TimeMicros time -> LocalTime.ofNanoOfDay((long) value * 1_000L).toString();
      case LogicalTypes.TimestampMillis time -> instant((long) value, ChronoUnit.MILLIS).toString();
      case LogicalTypes.TimestampMicros time -> instant((long) value, ChronoUnit.MICROS).toString();
      case LogicalTypes.TimestampNanos time -> instant((long) value, ChronoUnit.NANOS).toString();
      case LogicalTypes.LocalTimestampMillis time -> local((long) value, ChronoUnit.MILLIS);
      case LogicalTypes.LocalTimestampMicros time -> local((long) value, ChronoUnit.MICROS);
      case LogicalTypes.LocalTimestampNanos time -> local((long) value, ChronoUnit.NANOS);
      default -> null;
    };
  }

  private static Instant instant(long count, ChronoUnit unit) {
    return Instant.EPOCH.plus(count, unit);
  }

  private static String local(long count, ChronoUnit unit) {
    return LocalDateTime.ofInstant(instant(count, unit), ZoneOffset.UTC).toString();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double d when !Double.isFinite(d) -> d.toString();
      case Float f when !Float.isFinite(f) -> f.toString();
      case Number number -> number;
      case Boolean truth -> truth;
      case ByteBuffer buffer -> hex(bytes(buffer));
      case GenericFixed fixed -> hex(fixed.bytes());
      default -> value.toString();
    };
  }

  private static String hex(byte[] bytes) {
    return "hex:" + HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
