package io.sluice.engine.plan;

import io.sluice.engine.contract.Property;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Which fields of a writer, of the contract's schema and of the contract are the same one. */
final class FieldNames {

  private FieldNames() {}

  /** The writer's field that one of the contract's is read from; null where there is none. */
  static Schema.@Nullable Field source(Schema.Field field, Schema writer) {
    Schema.Field same = writer.getField(field.name());
    if (same != null) {
      return same;
    }
    for (String alias : field.aliases()) {
      Schema.Field renamed = writer.getField(alias);
      if (renamed != null) {
        return renamed;
      }
    }
    return null;
  }

  /** The contract's field that one of the writer's is read by; null where there is none. */
  static Schema.@Nullable Field match(Schema.Field field, Schema writer, Schema reader) {
    for (Schema.Field candidate : reader.getFields()) {
      Schema.Field source = source(candidate, writer);
      if (source != null && source.name().equals(field.name())) {
        return candidate;
      }
    }
    return null;
  }

  /** What the contract says of a field; null where it does not name it. */
  static @Nullable Property property(List<Property> properties, String name) {
    for (Property property : properties) {
      if (property.name().equals(name)) {
        return property;
      }
    }
    return null;
  }
}
