package io.sluice.engine.authoring;

import io.sluice.engine.profile.Proposals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of an Avro schema as the standard's properties. Its own demands (types, symbols
 * of enums, sizes) are not repeated: the schema that the contract names makes them already.
 */
final class DraftProperties {

  /** Records, arrays and maps within each other that are written out. */
  private static final int DEEPEST = 40;

  /** From here on, a record type that stands above already is not written out again. */
  private static final int MANY = 1_000;

  private final YamlText yaml;
  private final DraftRules rules;
  private final Set<String> open = new HashSet<>();
  private final Set<String> described = new HashSet<>();
  private int properties;
  private int depth;

  DraftProperties(YamlText yaml, Proposals proposals, @Nullable String classification) {
    this.yaml = yaml;
    this.rules = new DraftRules(yaml, proposals, classification);
  }

  /** Writes {@code properties}, where the record has fields. */
  void of(Schema record) {
    fields(record, "");
  }

  private void fields(Schema record, String parent) {
    if (record.getFields().isEmpty()) {
      return;
    }
    open.add(record.getFullName());
    described.add(record.getFullName());
    yaml.key("properties");
    for (Schema.Field field : record.getFields()) {
      properties++;
      String path = parent.isEmpty() ? field.name() : parent + "." + field.name();
      yaml.item().entry("name", field.name());
      rules.name(path);
      value(field.schema(), field.doc(), path);
      rules.required(path, !isNullable(field.schema()));
      rules.rules(path);
      below(field.schema(), path);
      yaml.end();
    }
    yaml.end();
    open.remove(record.getFullName());
  }

  private void value(Schema schema, @Nullable String doc, String path) {
    List<Schema> types = valueTypes(schema);
    String logicalType = types.size() == 1 ? logicalType(types.getFirst()) : null;
    if (logicalType != null) {
      yaml.entry("logicalType", logicalType);
    }
    String physicalType = physicalType(types);
    if (!physicalType.equals(logicalType)) {
      yaml.entry("physicalType", physicalType);
    }
    rules.meaning(path);
    if (doc != null && !doc.isBlank()) {
      yaml.entry("description", doc);
    }
  }

  /** Writes what a record, an array or a map of records holds. */
  private void below(Schema schema, String path) {
    List<Schema> types = valueTypes(schema);
    if (types.size() != 1) {
      return;
    }
    Schema type = types.getFirst();
    switch (type.getType()) {
      case RECORD -> record(type, path);
      case ARRAY -> items(type.getElementType(), path + "[]");
      case MAP -> {
        if (holdsRecords(type)) {
          items(type.getValueType(), path + "[*]");
        }
      }
      default -> {}
    }
  }

  private void record(Schema record, String path) {
    String name = record.getFullName();
    if (open.contains(name)) {
      yaml.comment(record.getName() + " within itself: its properties stand above.");
    } else if (depth >= DEEPEST) {
      yaml.comment("Too deep to be written out: the Avro schema says how it goes on.");
    } else if (properties >= MANY && described.contains(name)) {
      yaml.comment(record.getName() + " again: its properties stand above.");
    } else {
      depth++;
      fields(record, path);
      depth--;
    }
  }

  private void items(Schema schema, String path) {
    if (depth >= DEEPEST) {
      yaml.comment("Too deep to be written out: the Avro schema says how it goes on.");
      return;
    }
    depth++;
    yaml.key("items");
    value(schema, null, path);
    rules.rules(path);
    below(schema, path);
    yaml.end();
    depth--;
  }

  /**
   * The standard's word for an Avro type; null where it has none, and for maps of records: items,
   * which their values are, stand only where the type is left open.
   */
  private static @Nullable String logicalType(Schema type) {
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(type);
    String word = meaning == null ? "" : meaning.getName();
    return switch (type.getType()) {
      case BOOLEAN -> "boolean";
      case INT, LONG -> temporal(word);
      case FLOAT, DOUBLE -> "number";
      case STRING, ENUM -> "string";
      case BYTES -> meaning instanceof LogicalTypes.Decimal ? "number" : null;
      case FIXED ->
          meaning instanceof LogicalTypes.Decimal
              ? "number"
              : word.equals("uuid") ? "string" : null;
      case RECORD -> "object";
      case ARRAY -> "array";
      case MAP -> holdsRecords(type) ? null : "object";
      case NULL, UNION -> null;
    };
  }

  private static String temporal(String meaning) {
    return switch (meaning) {
      case "date" -> "date";
      case "time-millis", "time-micros" -> "time";
      case "timestamp-millis",
          "timestamp-micros",
          "timestamp-nanos",
          "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos" ->
          "timestamp";
      default -> "integer";
    };
  }

  private static String physicalType(List<Schema> types) {
    if (types.isEmpty()) {
      return "null";
    }
    return types.size() == 1
        ? physicalType(types.getFirst())
        : "union of "
            + String.join(", ", types.stream().map(DraftProperties::physicalType).toList());
  }

  private static String physicalType(Schema type) {
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(type);
    if (meaning instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    if (meaning != null) {
      return meaning.getName();
    }
    return switch (type.getType()) {
      case RECORD, ENUM -> type.getName();
      case FIXED -> "fixed(" + type.getFixedSize() + ")";
      case ARRAY -> "array";
      case MAP -> "map";
      default -> type.getType().getName();
    };
  }

  private static boolean holdsRecords(Schema map) {
    List<Schema> types = valueTypes(map.getValueType());
    return types.size() == 1
        && switch (types.getFirst().getType()) {
          case RECORD, ARRAY -> true;
          case MAP -> holdsRecords(types.getFirst());
          default -> false;
        };
  }

  private static boolean isNullable(Schema schema) {
    return schema.getType() == Schema.Type.NULL || schema.isNullable();
  }

  private static List<Schema> valueTypes(Schema schema) {
    List<Schema> types = new ArrayList<>();
    for (Schema type : schema.isUnion() ? schema.getTypes() : List.of(schema)) {
      if (type.getType() != Schema.Type.NULL) {
        types.add(type);
      }
    }
    return types;
  }
}
