package io.sluice.cli.export.product;

import io.sluice.engine.contract.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Goes through a schema and what the contract says of its fields, side by side. */
final class FieldWalk {

  private final List<ProductField> fields = new ArrayList<>();

  /** The records that are open: one that holds itself is not written out again. */
  private final Set<String> open = new HashSet<>();

  private FieldWalk() {}

  static List<ProductField> of(Schema schema, List<Property> properties) {
    FieldWalk walk = new FieldWalk();
    walk.record("", schema, properties);
    return List.copyOf(walk.fields);
  }

  private void record(String above, Schema record, List<Property> properties) {
    if (!open.add(record.getFullName())) {
      return;
    }
    for (Schema.Field avro : record.getFields()) {
      Property property =
          properties.stream().filter(p -> p.name().equals(avro.name())).findFirst().orElse(null);
      String path = above.isEmpty() ? avro.name() : above + "." + avro.name();
      fields.add(new ProductField(path, avro.schema(), avro.doc(), FieldMarks.of(property)));
      below(path, avro.schema(), property);
    }
    open.remove(record.getFullName());
  }

  private void below(String path, Schema type, @Nullable Property property) {
    switch (type.getType()) {
      case UNION -> type.getTypes().forEach(branch -> below(path, branch, property));
      case RECORD -> record(path, type, property == null ? List.of() : property.properties());
      case ARRAY -> items(path, type.getElementType(), property);
      case MAP -> items(path, type.getValueType(), property);
      default -> {}
    }
  }

  private void items(String path, Schema item, @Nullable Property owner) {
    Property items = owner == null ? null : owner.items();
    if (items != null && (!items.rules().isEmpty() || items.masking() != null)) {
      fields.add(new ProductField(path + "[]", item, null, FieldMarks.of(items)));
    }
    below(path, item, items);
  }
}
