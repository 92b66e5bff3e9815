package io.sluice.engine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Random Avro record schemas with all that Avro has: nested namespaces, recursion, unions of
 * several types, logical types, aliases, defaults, documentation; the same for the same seed.
 */
public final class RandomSchemas {

  private static final String[] NAMES = {
    "id",
    "Id",
    "ID",
    "value",
    "null",
    "true",
    "yes",
    "schema",
    "structure",
    "items",
    "this",
    "größe"
  };

  private static final String[] DOCS = {
    "Plain words.",
    "",
    "with: a colon # and a hash",
    "\"quoted\" \\ and\nbroken \t lines",
    "- a list",
    "no",
    "1.0",
    "\u2028 \u0085 \uFEFF \u0000",
    "{braces}",
    "long ".repeat(60),
    "😀 " + "wide".repeat(40)
  };

  private static final LogicalType[] OF_INT = {LogicalTypes.date(), LogicalTypes.timeMillis()};

  private static final LogicalType[] OF_LONG = {
    LogicalTypes.timeMicros(),
    LogicalTypes.timestampMillis(),
    LogicalTypes.timestampMicros(),
    LogicalTypes.timestampNanos(),
    LogicalTypes.localTimestampMillis(),
    LogicalTypes.localTimestampMicros(),
    LogicalTypes.localTimestampNanos()
  };

  private final Random random;
  private final List<Schema> named = new ArrayList<>();
  private boolean namespaced;
  private int depth;

  public RandomSchemas(Random random) {
    this.random = random;
  }

  /** A record schema of its own. */
  public Schema next() {
    named.clear();
    namespaced = random.nextInt(4) > 0;
    return record();
  }

  private Schema record() {
    depth++;
    Schema record = Schema.createRecord(name("Rec"), doc(), namespace(), false);
    named.add(record);
    List<Schema.Field> fields = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(NAMES));
    for (int i = 1 + random.nextInt(depth > 1 ? 3 : 8); i > 0; i--) {
      fields.add(field(names.remove(random.nextInt(names.size()))));
    }
    record.setFields(fields);
    depth--;
    return record;
  }

  private Schema.Field field(String name) {
    Schema type = type();
    boolean nullFirst = type.isUnion() && type.getTypes().getFirst().getType() == Schema.Type.NULL;
    Schema.Field field =
        new Schema.Field(
            name,
            type,
            doc(),
            nullFirst && random.nextBoolean() ? JsonProperties.NULL_VALUE : null);
    if (random.nextInt(5) == 0) {
      field.addAlias(name("old"));
    }
    return field;
  }

  private Schema type() {
    return switch (random.nextInt(depth > 3 ? 9 : 14)) {
      case 0, 1, 2, 3, 4 -> scalar();
      case 5, 6 -> namedScalar();
      case 7, 8 -> known();
      case 9 -> record();
      case 10 -> Schema.createArray(type());
      case 11 -> Schema.createMap(type());
      default -> union();
    };
  }

  private Schema scalar() {
    return switch (random.nextInt(12)) {
      case 0 -> Schema.create(Schema.Type.NULL);
      case 1 -> Schema.create(Schema.Type.BOOLEAN);
      case 2 -> Schema.create(Schema.Type.INT);
      case 3 -> Schema.create(Schema.Type.LONG);
      case 4 -> Schema.create(Schema.Type.FLOAT);
      case 5 -> Schema.create(Schema.Type.DOUBLE);
      case 6 -> Schema.create(Schema.Type.BYTES);
      case 7 -> oneOf(OF_INT).addToSchema(Schema.create(Schema.Type.INT));
      case 8 -> oneOf(OF_LONG).addToSchema(Schema.create(Schema.Type.LONG));
      default -> Schema.create(Schema.Type.STRING);
    };
  }

  private Schema namedScalar() {
    Schema type =
        random.nextBoolean()
            ? Schema.createEnum(name("Enum"), doc(), namespace(), List.of("A", "no", "null"), "A")
            : fixed();
    if (random.nextInt(5) == 0) {
      type.addAlias(name("Old"), namespace());
    }
    named.add(type);
    return type;
  }

  private Schema fixed() {
    return random.nextBoolean()
        ? Schema.createFixed(name("Fixed"), doc(), namespace(), random.nextInt(6))
        : new LogicalType(LogicalTypes.duration().getName())
            .addToSchema(Schema.createFixed(name("Span"), doc(), namespace(), 12));
  }

  /** A type that stands above already: a record is recursive where it is still open. */
  private Schema known() {
    Schema type = named.get(random.nextInt(named.size()));
    return type.getType() == Schema.Type.RECORD ? nullable(type) : type;
  }

  private static Schema nullable(Schema type) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
  }

  private Schema union() {
    List<Schema> branches = new ArrayList<>();
    branches.add(Schema.create(Schema.Type.NULL));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Schema branch = type();
      if (!branch.isUnion() && branches.stream().noneMatch(b -> sameBranch(b, branch))) {
        branches.add(branch);
      }
    }
    if (random.nextInt(3) == 0) {
      branches.add(branches.removeFirst());
    }
    return Schema.createUnion(branches);
  }

  private static boolean sameBranch(Schema one, Schema other) {
    return one.getFullName().equals(other.getFullName());
  }

  private String name(String stem) {
    return stem + "_" + named.size() + "_" + random.nextInt(1_000_000);
  }

  /** None at all or always one: Avro can't write a name without one into a type that has one. */
  private @Nullable String namespace() {
    return namespaced
        ? "org.example" + (random.nextBoolean() ? "" : ".n" + random.nextInt(3))
        : null;
  }

  private @Nullable String doc() {
    return random.nextBoolean() ? null : oneOf(DOCS);
  }

  private <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
