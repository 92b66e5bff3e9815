package io.sluice.engine.plan;

import io.sluice.engine.contract.Property;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The record types around a value of which the contract names fields, the innermost first. A type
 * that holds itself is masked within itself as it is here. Told apart by place in memory.
 */
final class Scope {

  /** Nothing around. */
  static final Scope NONE = new Scope(null, null, List.of());

  private final @Nullable Scope outer;
  private final @Nullable Schema type;
  private final List<Property> properties;

  private Scope(@Nullable Scope outer, @Nullable Schema type, List<Property> properties) {
    this.outer = outer;
    this.type = type;
    this.properties = properties;
  }

  /** Within a record; where the contract names none of its fields, nothing changes. */
  Scope within(Schema record, List<Property> fields) {
    return fields.isEmpty() ? this : new Scope(this, record, fields);
  }

  /** The scope within the nearest record of a type; null where there is none. */
  @SuppressWarnings("ReferenceEquality") // comparing schemas by content would walk them
  @Nullable Scope of(Schema record) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.type == record) {
        return scope;
      }
    }
    return null;
  }

  /** What the contract says of the fields of its record. */
  List<Property> properties() {
    return properties;
  }
}
