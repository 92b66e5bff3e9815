package io.sluice.engine.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * Schemas that records of another one can be read with: fewer fields, and others with defaults, in
 * another order; wider numbers, nullable fields, branches and symbols in another order.
 */
public final class RelatedSchemas {

  private final Random random;
  private final Map<String, Schema> named = new HashMap<>();

  public RelatedSchemas(Random random) {
    this.random = random;
  }

  /** A schema that reads what a record schema writes. */
  public Schema of(Schema record) {
    named.clear();
    return related(record);
  }

  private Schema related(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        Schema known = named.get(schema.getFullName());
        yield known == null ? record(schema) : known;
      }
      case ENUM -> {
        Schema known = named.get(schema.getFullName());
        yield known == null ? symbols(schema) : known;
      }
      case ARRAY -> Schema.createArray(related(schema.getElementType()));
      case MAP -> Schema.createMap(related(schema.getValueType()));
      case UNION -> union(schema);
      case INT, LONG, FLOAT -> number(schema);
      default -> schema;
    };
  }

  private Schema number(Schema schema) {
    if (schema.getLogicalType() != null || random.nextInt(3) > 0) {
      return schema;
    }
    return switch (schema.getType()) {
      case INT -> Schema.create(random.nextBoolean() ? Schema.Type.LONG : Schema.Type.FLOAT);
      default -> Schema.create(Schema.Type.DOUBLE);
    };
  }

  private Schema symbols(Schema schema) {
    List<String> symbols = new ArrayList<>(schema.getEnumSymbols());
    Collections.shuffle(symbols, random);
    Schema related =
        Schema.createEnum(
            schema.getName(), null, schema.getNamespace(), symbols, schema.getEnumDefault());
    named.put(schema.getFullName(), related);
    return related;
  }

  /** Numbers stay as they are: a branch for another one would be for both. */
  private Schema union(Schema schema) {
    List<Schema> branches = new ArrayList<>();
    for (Schema branch : schema.getTypes()) {
      branches.add(
          switch (branch.getType()) {
            case INT, LONG, FLOAT -> branch;
            default -> related(branch);
          });
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(branches, random);
    }
    return Schema.createUnion(branches);
  }

  private Schema record(Schema schema) {
    Schema related =
        Schema.createRecord(schema.getName(), null, schema.getNamespace(), schema.isError());
    named.put(schema.getFullName(), related);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (random.nextInt(5) > 0) {
        Schema type = related(field.schema());
        boolean becomesNullable =
            !type.isUnion() && type.getType() != Schema.Type.NULL && random.nextInt(4) == 0;
        fields.add(
            new Schema.Field(
                field.name(),
                becomesNullable
                    ? Schema.createUnion(Schema.create(Schema.Type.NULL), type)
                    : type));
      }
    }
    if (fields.isEmpty() || random.nextInt(4) == 0) {
      fields.add(new Schema.Field("added", Schema.create(Schema.Type.STRING), null, "a default"));
    }
    if (random.nextInt(4) == 0) {
      fields.add(
          new Schema.Field(
              "addedNull",
              Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.LONG)),
              null,
              JsonProperties.NULL_VALUE));
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(fields, random);
    }
    related.setFields(fields);
    return related;
  }
}
