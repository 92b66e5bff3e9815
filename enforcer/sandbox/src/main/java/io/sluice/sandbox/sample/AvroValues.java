package io.sluice.sandbox.sample;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Puts plain Java values into records, as what Avro stores for them. */
final class AvroValues {

  private static final Conversions.DecimalConversion DECIMALS = new Conversions.DecimalConversion();

  private AvroValues() {}

  /**
   * Sets a field.
   *
   * @param value a decimal, moment, day or name of an enum's symbol, or what Avro stores itself
   */
  static void put(GenericRecord record, String field, @Nullable Object value) {
    record.put(field, stored(value, type(record, field)));
  }

  /** The type of a field's values, null aside. */
  static Schema type(GenericRecord record, String field) {
    Schema schema = record.getSchema().getField(field).schema();
    return schema.isUnion() ? schema.getTypes().getLast() : schema;
  }

  /** Moves the moment that stands in a field. */
  static void shift(GenericRecord record, String field, Duration by) {
    record.put(field, (long) record.get(field) + by.toMillis());
  }

  /** The decimal that stands in a field. */
  static BigDecimal decimal(GenericRecord record, String field) {
    Schema schema = record.getSchema().getField(field).schema();
    ByteBuffer bytes = (ByteBuffer) Objects.requireNonNull(record.get(field), field);
    return DECIMALS.fromBytes(bytes, schema, schema.getLogicalType());
  }

  private static @Nullable Object stored(@Nullable Object value, Schema schema) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> DECIMALS.toBytes(number, schema, schema.getLogicalType());
      case Instant moment -> moment.toEpochMilli();
      case LocalDate day -> Math.toIntExact(day.toEpochDay());
      case String text when schema.getType() == Schema.Type.ENUM ->
          new GenericData.EnumSymbol(schema, text);
      default -> value;
    };
  }
}
