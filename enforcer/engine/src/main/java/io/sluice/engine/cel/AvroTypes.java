package io.sluice.engine.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The CEL types of an Avro schema.
 *
 * <p>Dates, timestamps and local timestamps (as if in UTC) are {@code timestamp}; times of day are
 * {@code duration} since midnight; decimals are {@code decimal}, an own type; enums and UUIDs are
 * {@code string}. A union with null is its other type, and may be compared to null; of arrays, maps
 * and bytes CEL knows no such comparison, {@code has()} tells. A union of several types is {@code
 * dyn}.
 */
@Immutable
final class AvroTypes implements CelTypeProvider {

  private static final String PREFIX = "avro.";

  @SuppressWarnings("Immutable") // written to by the constructor alone
  private final Map<String, StructType> records = new HashMap<>();

  AvroTypes(Schema schema) {
    records.put(DurationValue.TYPE.name(), DurationValue.TYPE);
    collect(schema);
  }

  /** What CEL calls a record type; apart from the names of CEL's own. */
  static String name(Schema record) {
    return PREFIX + record.getFullName();
  }

  private void collect(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (!records.containsKey(name(schema))) {
          records.put(name(schema), struct(schema));
          schema.getFields().forEach(field -> collect(field.schema()));
        }
      }
      case ARRAY -> collect(schema.getElementType());
      case MAP -> collect(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::collect);
      default -> {}
    }
  }

  private static StructType struct(Schema record) {
    ImmutableMap<String, CelType> fields =
        record.getFields().stream()
            .collect(ImmutableMap.toImmutableMap(Schema.Field::name, field -> of(field.schema())));
    return StructType.create(
        name(record), fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
  }

  /** The type of a schema's values. */
  static CelType of(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> SimpleType.NULL_TYPE;
      case BOOLEAN -> SimpleType.BOOL;
      case INT, LONG -> ofWhole(schema);
      case FLOAT, DOUBLE -> SimpleType.DOUBLE;
      case STRING, ENUM -> SimpleType.STRING;
      case BYTES, FIXED -> ofBytes(schema);
      case ARRAY -> ListType.create(of(schema.getElementType()));
      case MAP -> MapType.create(SimpleType.STRING, of(schema.getValueType()));
      case RECORD -> StructTypeReference.create(name(schema));
      case UNION -> ofUnion(schema);
    };
  }

  private static CelType ofWhole(Schema schema) {
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(schema);
    return switch (meaning == null ? "" : meaning.getName()) {
      case "date",
          "timestamp-millis",
          "timestamp-micros",
          "timestamp-nanos",
          "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos" ->
          SimpleType.TIMESTAMP;
      case "time-millis", "time-micros" -> SimpleType.DURATION;
      default -> SimpleType.INT;
    };
  }

  private static CelType ofBytes(Schema schema) {
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(schema);
    return switch (meaning == null ? "" : meaning.getName()) {
      case "decimal" -> Decimal.TYPE;
      case "uuid" -> SimpleType.STRING;
      case "duration" -> DurationValue.TYPE;
      default -> SimpleType.BYTES;
    };
  }

  private static CelType ofUnion(Schema union) {
    List<Schema> others =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (others.isEmpty()) {
      return SimpleType.NULL_TYPE;
    }
    if (others.size() > 1) {
      return SimpleType.DYN;
    }
    CelType type = of(others.getFirst());
    boolean comparesToNull =
        type.equals(Decimal.TYPE)
            || switch (type.kind()) {
              case BOOL, INT, DOUBLE, STRING, BYTES -> true;
              default -> false; // records and times do so by themselves
            };
    return union.isNullable() && comparesToNull ? NullableType.create(type) : type;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(records.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(records.get(Objects.requireNonNull(name)));
  }
}
