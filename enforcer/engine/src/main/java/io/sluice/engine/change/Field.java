package io.sluice.engine.change;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import io.sluice.engine.plan.Compatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A field in one revision: what the Avro schema says of it, and what the contract says.
 *
 * @param path without array indexes, as rules name it
 * @param prefix what the paths of the fields below it begin with: items add nothing to these
 * @param avro the field of the schema; null of items, and where the schema lacks it
 * @param type the schema of its values; null where there is no Avro schema
 * @param property null where the contract does not speak of it
 * @param written the property as it is written; nothing likewise
 * @param place of its name in the contract, else in the schema, else of what it stands in
 * @param places where the fields of the schema stand
 */
record Field(
    String path,
    String prefix,
    String name,
    Schema.@Nullable Field avro,
    @Nullable Schema type,
    @Nullable Property property,
    Written written,
    Location place,
    SchemaPlaces places) {

  /**
   * The fields of a record, in the order of its schema; then those that the schema lacks.
   *
   * @param above the path of the record; empty for the topic's own
   * @param written what has the {@code properties}
   */
  static List<Field> of(
      String above,
      @Nullable Schema record,
      List<Property> properties,
      Written written,
      Location around,
      SchemaPlaces places) {
    List<Schema.Field> known =
        record == null || record.getType() != Schema.Type.RECORD ? List.of() : record.getFields();
    List<Field> fields = new ArrayList<>();
    for (Schema.Field avro : known) {
      fields.add(of(above, avro.name(), avro, properties, written, around, places));
    }
    for (Property property : properties) {
      if (known.stream().noneMatch(avro -> avro.name().equals(property.name()))) {
        fields.add(of(above, property.name(), null, properties, written, around, places));
      }
    }
    return fields;
  }

  private static Field of(
      String above,
      String name,
      Schema.@Nullable Field avro,
      List<Property> properties,
      Written written,
      Location around,
      SchemaPlaces places) {
    Property property =
        properties.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
    String path = above.isEmpty() ? name : above + "." + name;
    return new Field(
        path,
        path,
        name,
        avro,
        avro == null ? null : avro.schema(),
        property,
        property == null ? Written.none(around) : named(written, name),
        property == null ? places.of(path).orElse(around) : property.location(),
        places);
  }

  private static Written named(Written owner, String name) {
    return owner
        .child("properties")
        .filter(Written.Items.class::isInstance)
        .map(Written.Items.class::cast)
        .flatMap(
            list ->
                list.items().stream()
                    .filter(
                        item -> item.child("name").flatMap(Written::text).equals(Optional.of(name)))
                    .findFirst())
        .orElseGet(() -> Written.none(owner.location()));
  }

  /** What it holds many of, where it is an array or a map; null otherwise. */
  @Nullable Field items() {
    Property items = property == null ? null : property.items();
    Schema element = elementType();
    if (items == null && element == null) {
      return null;
    }
    return new Field(
        path + ".items",
        prefix,
        name,
        null,
        element,
        items,
        written.child("items").orElseGet(() -> Written.none(place)),
        items == null ? place : items.location(),
        places);
  }

  private @Nullable Schema elementType() {
    for (Schema value : types()) {
      if (value.getType() == Schema.Type.ARRAY) {
        return value.getElementType();
      } else if (value.getType() == Schema.Type.MAP) {
        return value.getValueType();
      }
    }
    return null;
  }

  /** The fields of the record that it holds; none where it holds none. */
  List<Field> below() {
    return of(
        prefix,
        types().stream().filter(t -> t.getType() == Schema.Type.RECORD).findFirst().orElse(null),
        property == null ? List.of() : property.properties(),
        written,
        place,
        places);
  }

  /** The Avro types of its values, null aside; none where there is no schema. */
  List<Schema> types() {
    return type == null ? List.of() : Compatibility.valueTypes(type);
  }

  boolean isNullableInSchema() {
    return type != null && Compatibility.isNullable(type);
  }

  /** Whether a record without a value is kept back. */
  boolean isRequired() {
    return isRequiredByContract() || (type != null && !isNullableInSchema());
  }

  boolean isRequiredByContract() {
    return rules().stream()
        .anyMatch(
            rule ->
                rule.constraint() instanceof Constraint.Required
                    && rule.severity() == RuleSeverity.ERROR);
  }

  /** What is demanded of its values; that a time is one is its type's where Avro has one for it. */
  List<Rule> rules() {
    boolean isText =
        type == null || types().stream().anyMatch(t -> t.getType() == Schema.Type.STRING);
    return property == null
        ? List.of()
        : property.rules().stream()
            .filter(rule -> isText || !(rule.constraint() instanceof Constraint.Temporal))
            .toList();
  }

  /** What it means, in words: the contract's, else the schema's; null where neither says. */
  @Nullable String description() {
    if (property != null && property.description() != null) {
      return property.description();
    }
    return avro == null ? null : avro.doc();
  }

  /** Where its schema speaks of it; else the field itself. */
  Location schemaPlace() {
    return places.of(prefix).orElse(place);
  }

  /** Where a key of the property stands; else the field itself. */
  Location at(String key) {
    return written.child(key).map(Written::location).orElse(place);
  }

  /** A custom property of the field. */
  Optional<Written> setting(String property) {
    return this.property == null
        ? Optional.empty()
        : this.property.customProperties().stream()
            .filter(custom -> custom.property().equals(property))
            .map(custom -> custom.written())
            .findFirst();
  }
}
