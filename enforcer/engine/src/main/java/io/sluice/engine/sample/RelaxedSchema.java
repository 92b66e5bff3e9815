package io.sluice.engine.sample;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A contract's schema with every value nullable: what a producer would write who leaves out what it
 * does not have. Judging a sample as written with it says of each missing value what the contract
 * says of null, and goes on.
 */
final class RelaxedSchema {

  private final IdentityHashMap<Schema, Schema> records = new IdentityHashMap<>();

  private RelaxedSchema() {}

  static Schema of(Schema schema) {
    return new RelaxedSchema().relax(schema);
  }

  private Schema relax(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> Schema.createArray(nullable(schema.getElementType()));
      case MAP -> Schema.createMap(nullable(schema.getValueType()));
      case UNION -> Schema.createUnion(schema.getTypes().stream().map(this::relax).toList());
      default -> schema;
    };
  }

  private Schema record(Schema schema) {
    Schema known = records.get(schema);
    if (known != null) {
      return known;
    }
    Schema relaxed =
        Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
    records.put(schema, relaxed);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(new Schema.Field(field.name(), nullable(field.schema())));
    }
    relaxed.setFields(fields);
    return relaxed;
  }

  private Schema nullable(Schema schema) {
    Schema relaxed = relax(schema);
    if (relaxed.getType() == Schema.Type.NULL || relaxed.isNullable()) {
      return relaxed;
    }
    List<Schema> branches = new ArrayList<>();
    branches.add(Schema.create(Schema.Type.NULL));
    branches.addAll(relaxed.getType() == Schema.Type.UNION ? relaxed.getTypes() : List.of(relaxed));
    return Schema.createUnion(branches);
  }
}
