package io.sluice.bench.validate;

import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record as cel-java takes it without copying. Values are turned into CEL's own when a
 * rule asks for them, so that fields without a rule cost nothing.
 */
@SuppressWarnings("Immutable") // nobody writes to the record while a rule looks at it
final class RecordView extends StructValue<String, RecordView> {

  private final GenericRecord record;

  RecordView(GenericRecord record) {
    this.record = record;
  }

  @Override
  public Object select(String field) {
    return value(record.get(field));
  }

  @Override
  public Optional<Object> find(String field) {
    Object value = record.get(field);
    return value == null ? Optional.empty() : Optional.of(value(value));
  }

  /** Itself: what macros go through stands for a record too. */
  @Override
  public RecordView value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return StructTypeReference.create(record.getSchema().getFullName());
  }

  private static Object value(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case Long number -> number;
      case Double number -> number;
      case Boolean bool -> bool;
      case GenericRecord nested -> new RecordView(nested);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      // texts are Avro's Utf8, and symbols of enums are texts to CEL
      default -> value.toString();
    };
  }

  private static List<Object> list(List<?> list) {
    List<Object> values = new ArrayList<>(list.size());
    for (Object item : list) {
      values.add(value(item));
    }
    return values;
  }

  private static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, item) -> values.put(key.toString(), value(item)));
    return values;
  }
}
