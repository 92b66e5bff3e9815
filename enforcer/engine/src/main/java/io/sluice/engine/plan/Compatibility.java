package io.sluice.engine.plan;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which of a writer's types the contract's schema can be read from: Avro's schema resolution, but
 * stricter where bytes decode and mean something else (timestamps of another unit, decimals of
 * another scale).
 */
public final class Compatibility {

  /** Logical types that change what a number or its bytes mean, so that a change of them is one. */
  private static final Set<String> MEANINGFUL =
      Set.of(
          "decimal",
          "big-decimal",
          "date",
          "time-millis",
          "time-micros",
          "timestamp-millis",
          "timestamp-micros",
          "timestamp-nanos",
          "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos",
          "duration");

  private Compatibility() {}

  /** Whether the bytes of one type decode as the other, logical types aside. */
  public static boolean decodes(Schema writer, Schema reader) {
    if (writer.getType() == reader.getType()) {
      return switch (writer.getType()) {
        case FIXED -> sameName(writer, reader) && writer.getFixedSize() == reader.getFixedSize();
        case ENUM -> sameName(writer, reader);
        default -> true;
      };
    }
    return switch (reader.getType()) {
      case LONG -> writer.getType() == Schema.Type.INT;
      case FLOAT -> writer.getType() == Schema.Type.INT || writer.getType() == Schema.Type.LONG;
      case DOUBLE ->
          writer.getType() == Schema.Type.INT
              || writer.getType() == Schema.Type.LONG
              || writer.getType() == Schema.Type.FLOAT;
      case STRING -> writer.getType() == Schema.Type.BYTES;
      case BYTES -> writer.getType() == Schema.Type.STRING;
      default -> false;
    };
  }

  /** Whether both mean the same by their bytes: same logical type, scale and unit. */
  public static boolean meansTheSame(Schema writer, Schema reader) {
    LogicalType from = meaning(writer);
    LogicalType to = meaning(reader);
    if (from instanceof LogicalTypes.Decimal wrote && to instanceof LogicalTypes.Decimal reads) {
      return wrote.getScale() == reads.getScale() && wrote.getPrecision() <= reads.getPrecision();
    }
    return Objects.equals(from == null ? null : from.getName(), to == null ? null : to.getName());
  }

  /** The logical type that decides what a value means; null where there is none. */
  static @Nullable LogicalType meaning(Schema schema) {
    LogicalType type = LogicalTypes.fromSchemaIgnoreInvalid(schema);
    return type != null && MEANINGFUL.contains(type.getName()) ? type : null;
  }

  /** Whether values are UUIDs, as text or in 16 bytes. */
  static boolean isUuid(Schema schema) {
    LogicalType type = LogicalTypes.fromSchemaIgnoreInvalid(schema);
    return type != null && type.getName().equals("uuid");
  }

  /**
   * The branch that a value of the writer's type is read by: one of the same type before one that
   * it promotes to, one that means the same before one that does not. Null where there is none.
   */
  static @Nullable Schema branchFor(Schema writer, List<Schema> branches) {
    Schema best = null;
    int bestScore = 0;
    for (Schema branch : branches) {
      int score = score(writer, branch);
      if (score > bestScore) {
        best = branch;
        bestScore = score;
      }
    }
    return best;
  }

  /** The contract's type that a writer's value is read by; null where it fits none. */
  static @Nullable Schema counterpart(Schema written, Schema read) {
    List<Schema> branches = read.getType() == Schema.Type.UNION ? read.getTypes() : List.of(read);
    Schema counterpart = branchFor(written, branches);
    return counterpart == null || !meansTheSame(written, counterpart) ? null : counterpart;
  }

  private static int score(Schema writer, Schema branch) {
    if (!decodes(writer, branch)) {
      return 0;
    }
    boolean sameType = writer.getType() == branch.getType();
    boolean sameName =
        sameType && (writer.getType() != Schema.Type.RECORD || sameName(writer, branch));
    return 1 + (meansTheSame(writer, branch) ? 1 : 0) + (sameType ? 2 : 0) + (sameName ? 4 : 0);
  }

  /** Whether named types bear the same name, or the reader's bears the writer's as an alias. */
  public static boolean sameName(Schema writer, Schema reader) {
    return writer.getFullName().equals(reader.getFullName())
        || reader.getAliases().contains(writer.getFullName());
  }

  /** Whether records bear the same name, whatever their namespaces (Avro spec., resolution). */
  static boolean sameUnqualifiedName(Schema writer, Schema reader) {
    return writer.getName().equals(reader.getName()) || sameName(writer, reader);
  }

  /** The types that a schema's values have, null aside. */
  public static List<Schema> valueTypes(Schema schema) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).toList()
        : schema.getType() == Schema.Type.NULL ? List.of() : List.of(schema);
  }

  public static boolean isNullable(Schema schema) {
    return schema.getType() == Schema.Type.NULL || schema.isNullable();
  }

  /** The fewest bytes that a value takes. */
  static int minBytes(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> 0;
      case FIXED -> schema.getFixedSize();
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      case RECORD -> {
        long sum = 0;
        for (Schema.Field field : schema.getFields()) {
          sum += minBytes(field.schema());
        }
        yield (int) Math.min(sum, Integer.MAX_VALUE / 2);
      }
      case BOOLEAN, INT, LONG, STRING, BYTES, ENUM, UNION, ARRAY, MAP -> 1;
    };
  }

  /** How messages name a type. */
  public static String describe(Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      return schema.getTypes().stream().map(Compatibility::describe).toList().toString();
    }
    LogicalType meaning = meaning(schema);
    String name =
        switch (schema.getType()) {
          case RECORD, ENUM, FIXED -> schema.getName();
          default -> schema.getType().getName();
        };
    if (meaning instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return meaning == null ? name : meaning.getName();
  }
}
