package io.sluice.cli.letter.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** A decoded value as maps, lists and scalars; what is covered, as {@code {"masked"}}. */
final class ValueJson {

  private ValueJson() {}

  static @Nullable Object of(Schema schema, @Nullable Object value, Cover cover) {
    if (schema.getType() == Schema.Type.UNION) {
      return of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, cover);
    }
    String instead = cover.instead(schema, value);
    return instead == null ? shown(schema, value, cover) : Map.of("masked", instead);
  }

  private static @Nullable Object shown(Schema schema, @Nullable Object value, Cover cover) {
    return switch (schema.getType()) {
      case RECORD -> {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Schema.Field field : schema.getFields()) {
          json.put(
              field.name(),
              of(
                  field.schema(),
                  ((IndexedRecord) present(value)).get(field.pos()),
                  cover.field(field.name())));
        }
        yield json;
      }
      case ARRAY -> {
        List<@Nullable Object> json = new ArrayList<>();
        for (Object item : (Collection<?>) present(value)) {
          json.add(of(schema.getElementType(), item, cover.items()));
        }
        yield json;
      }
      case MAP -> {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        ((Map<?, ?>) present(value))
            .forEach(
                (key, item) ->
                    json.put(key.toString(), of(schema.getValueType(), item, cover.items())));
        yield json;
      }
      case UNION, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          Scalars.of(schema, value);
    };
  }

  private static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }
}
