package io.sluice.engine.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Adds values of Avro's generic form to what is known of their fields. */
final class AvroValues {

  private AvroValues() {}

  static void addRecord(Object value, ObjectProfile profile) {
    profile.addObject();
    addFields((IndexedRecord) value, profile);
  }

  private static void addFields(IndexedRecord record, ObjectProfile profile) {
    for (Schema.Field field : record.getSchema().getFields()) {
      FieldProfile known = profile.field(field.name());
      if (known != null) {
        add(record.get(field.pos()), field.schema(), known);
      }
    }
  }

  private static void add(@Nullable Object value, Schema schema, FieldProfile field) {
    Schema type =
        schema.isUnion()
            ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
            : schema;
    switch (value) {
      case null -> field.addNull();
      case Boolean truth -> field.addTruth();
      case IndexedRecord record -> addFields(record, field.addObject());
      case Collection<?> values -> {
        FieldProfile items = field.addArray();
        values.forEach(item -> add(item, type.getElementType(), items));
      }
      case Map<?, ?> entries -> field.addOther();
      default -> addPlain(value, type, field);
    }
  }

  private static void addPlain(Object value, Schema type, FieldProfile field) {
    LogicalType meaning = type.getLogicalType();
    switch (value) {
      case Long number when unit(meaning) != null -> {
        ChronoUnit unit = unit(meaning);
        if (unit != null) {
          field.add(Instant.EPOCH.plus(number, unit).toString());
        }
      }
      case Integer number when meaning != null -> field.addOther();
      case Long number when meaning != null -> field.addOther();
      case Integer number -> field.add(BigDecimal.valueOf(number));
      case Long number -> field.add(BigDecimal.valueOf(number));
      case Float number when Float.isFinite(number) -> field.add(new BigDecimal(number.toString()));
      case Double number when Double.isFinite(number) ->
          field.add(new BigDecimal(number.toString()));
      case ByteBuffer bytes when meaning instanceof LogicalTypes.Decimal decimal ->
          field.add(new BigDecimal(new BigInteger(bytes(bytes)), decimal.getScale()));
      case GenericFixed fixed when meaning instanceof LogicalTypes.Decimal decimal ->
          field.add(new BigDecimal(new BigInteger(fixed.bytes()), decimal.getScale()));
      case CharSequence text -> field.add(text.toString());
      default -> field.addOther();
    }
  }

  private static @Nullable ChronoUnit unit(@Nullable LogicalType meaning) {
    return switch (meaning) {
      case LogicalTypes.TimestampMillis type -> ChronoUnit.MILLIS;
      case LogicalTypes.TimestampMicros type -> ChronoUnit.MICROS;
      case LogicalTypes.TimestampNanos type -> ChronoUnit.NANOS;
      case null, default -> null;
    };
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
