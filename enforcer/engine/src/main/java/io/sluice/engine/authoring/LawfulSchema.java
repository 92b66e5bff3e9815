package io.sluice.engine.authoring;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A schema as Avro's rules have it. Older writers left schemas in their files that no parser of
 * today takes from an {@code .avsc}: namespaces after nested Java classes ({@code Outer$}), and
 * defaults that are not of their field's type. Neither matters to records that are there: those of
 * a file state no defaults, and record types are told apart without their namespace.
 *
 * @param schema the one to keep
 * @param changes what was changed, a sentence each; none where the schema was lawful
 */
record LawfulSchema(Schema schema, List<String> changes) {

  LawfulSchema {
    changes = List.copyOf(changes);
  }

  static LawfulSchema of(Schema schema) {
    if (isLawful(schema)) {
      return new LawfulSchema(schema, List.of());
    }
    Rewrite rewrite = new Rewrite();
    try {
      Schema lawful = rewrite.of(schema);
      return new LawfulSchema(lawful, List.copyOf(rewrite.changes));
    } catch (AvroRuntimeException e) {
      // Other names are what records and fields are told apart by: whoever parses it will say so.
      return new LawfulSchema(schema, List.of());
    }
  }

  private static boolean isLawful(Schema schema) {
    try {
      new Schema.Parser().parse(SchemaFormatter.format("json", schema));
      return true;
    } catch (AvroRuntimeException e) {
      return false;
    }
  }

  /** Copies what is lawful, and mends what can be mended. */
  private static final class Rewrite {

    private final IdentityHashMap<Schema, Schema> records = new IdentityHashMap<>();
    private final Set<String> changes = new LinkedHashSet<>();

    Schema of(Schema schema) {
      return switch (schema.getType()) {
        case RECORD -> record(schema);
        case ARRAY -> withProperties(schema, Schema.createArray(of(schema.getElementType())));
        case MAP -> withProperties(schema, Schema.createMap(of(schema.getValueType())));
        case UNION -> Schema.createUnion(schema.getTypes().stream().map(this::of).toList());
        // Enums and fixeds are told apart by their full names, which can't be changed.
        default -> schema;
      };
    }

    private static Schema withProperties(Schema from, Schema to) {
      to.addAllProps(from);
      return to;
    }

    private Schema record(Schema schema) {
      Schema known = records.get(schema);
      if (known != null) {
        return known;
      }
      Schema record =
          Schema.createRecord(
              schema.getName(),
              schema.getDoc(),
              namespace(schema.getNamespace()),
              schema.isError());
      records.put(schema, withProperties(schema, record));
      record.setFields(schema.getFields().stream().map(this::field).toList());
      return record;
    }

    private @Nullable String namespace(@Nullable String namespace) {
      if (namespace == null) {
        return null;
      }
      String lawful = namespace.replaceAll("\\$(?=\\.|$)", "").replace('$', '_');
      if (!lawful.equals(namespace)) {
        changes.add("namespace %s is %s: Avro allows no $".formatted(namespace, lawful));
      }
      return lawful;
    }

    private Schema.Field field(Schema.Field field) {
      Schema type = of(field.schema());
      try {
        return new Schema.Field(field, type);
      } catch (AvroTypeException e) {
        changes.add("field %s has no default: it was not of its type".formatted(field.name()));
        return withoutDefault(field, type);
      }
    }

    private static Schema.Field withoutDefault(Schema.Field field, Schema type) {
      Schema.Field copy = new Schema.Field(field.name(), type, field.doc(), null, field.order());
      copy.addAllProps(field);
      field.aliases().forEach(copy::addAlias);
      return copy;
    }
  }
}
