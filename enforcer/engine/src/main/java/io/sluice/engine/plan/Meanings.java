package io.sluice.engine.plan;

import io.sluice.engine.text.StringFormat;
import io.sluice.engine.walk.DecimalCheck;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.LongCheck;
import io.sluice.engine.walk.StringCheck;
import java.math.BigInteger;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What Avro's logical types demand of the values that bear them, by the contract's own schema: what
 * a consumer's conversion could not read, or what the type rules out. Dates, timestamps and
 * durations have no value that does not mean one.
 */
final class Meanings {

  private static final long MILLIS_OF_DAY = 86_400_000L;

  private Meanings() {}

  /** A time lies within a day. */
  static List<LongCheck> ofWhole(@Nullable Schema reader, String name) {
    long unitsOfDay =
        switch (meaning(reader)) {
          case "time-millis" -> MILLIS_OF_DAY;
          case "time-micros" -> MILLIS_OF_DAY * 1_000;
          default -> 0;
        };
    return unitsOfDay == 0
        ? List.of()
        : List.of(
            new LongCheck.Between(
                0,
                unitsOfDay - 1,
                SchemaRule.TIME_OF_DAY.demand(name, "must be a time within a day")));
  }

  /** A decimal has no more digits than its type. */
  static List<DecimalCheck> ofDecimal(@Nullable Schema reader, String name) {
    LogicalTypes.Decimal decimal = decimal(reader);
    if (decimal == null) {
      return List.of();
    }
    BigInteger most = BigInteger.TEN.pow(decimal.getPrecision()).subtract(BigInteger.ONE);
    return List.of(
        new DecimalCheck.Between(
            most.negate(),
            most,
            SchemaRule.DECIMAL_PRECISION.demand(
                name, "must have at most " + decimal.getPrecision() + " digits")));
  }

  /** A decimal has at least one byte. */
  static @Nullable Demand ofDecimalWithoutBytes(@Nullable Schema reader, String name) {
    return decimal(reader) == null
        ? null
        : SchemaRule.DECIMAL_VALUE.demand(name, "must be a decimal: it has no bytes");
  }

  /** A text that the type calls a UUID is one. */
  static List<StringCheck> ofText(@Nullable Schema reader, String name) {
    return reader != null && Compatibility.isUuid(reader)
        ? List.of(
            new StringCheck.Formatted(
                StringFormat.UUID, SchemaRule.UUID.demand(name, "must be a UUID")))
        : List.of();
  }

  private static String meaning(@Nullable Schema schema) {
    var meaning = schema == null ? null : Compatibility.meaning(schema);
    return meaning == null ? "" : meaning.getName();
  }

  private static LogicalTypes.@Nullable Decimal decimal(@Nullable Schema schema) {
    return schema != null && Compatibility.meaning(schema) instanceof LogicalTypes.Decimal decimal
        ? decimal
        : null;
  }
}
