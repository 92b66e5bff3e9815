package io.sluice.engine.plan;

import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Rule;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * What stands where a value is redacted: null where the schema has it and the contract allows it,
 * else the text or number that the mask names, else what the type has for nothing: zero, false, no
 * text, no bytes, no items, the nil UUID, an enum's default, a record of these.
 */
final class Blanks {

  private static final String NIL_UUID = "00000000-0000-0000-0000-000000000000";

  /** Zero as Avro writes it without a scale of the type: a length, a byte, a scale. */
  private static final byte[] BIG_ZERO = {2, 0, 0};

  private final Deque<Schema> open = new ArrayDeque<>();

  private Blanks() {}

  /** The Avro binary of a redacted value. */
  static byte[] encoded(Mask.Redact mask, Schema schema, List<Rule> rules)
      throws InapplicableException {
    if (schema.getType() != Schema.Type.UNION) {
      return AvroValues.encoded(datum(mask, schema), schema);
    }
    Schema type = branch(mask, schema, rules);
    byte[] index =
        AvroValues.encoded(schema.getTypes().indexOf(type), Schema.create(Schema.Type.INT));
    byte[] value = AvroValues.encoded(datum(mask, type), type);
    return ByteBuffer.allocate(index.length + value.length).put(index).put(value).array();
  }

  private static Schema branch(Mask.Redact mask, Schema union, List<Rule> rules)
      throws InapplicableException {
    boolean allowsNull =
        union.isNullable()
            && mask.with() == null
            && rules.stream().map(Rule::constraint).noneMatch(Checks::excludesNull);
    InapplicableException reason = new InapplicableException("a union of nothing");
    for (Schema type : union.getTypes()) {
      if (type.getType() == Schema.Type.NULL) {
        if (allowsNull) {
          return type;
        }
      } else if (!allowsNull) {
        try {
          datum(mask, type);
          return type;
        } catch (InapplicableException e) {
          reason = e;
        }
      }
    }
    throw reason;
  }

  private static @Nullable Object datum(Mask.Redact mask, Schema type)
      throws InapplicableException {
    return mask.with() == null ? new Blanks().blank(type) : said(mask.with(), type);
  }

  // ---- what the contract says

  private static Object said(String text, Schema type) throws InapplicableException {
    return switch (type.getType()) {
      case STRING -> text;
      case ENUM -> symbol(text, type);
      case BOOLEAN -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw new InapplicableException("\"" + text + "\" is neither true nor false");
        }
        yield Boolean.valueOf(text);
      }
      case INT, LONG, FLOAT, DOUBLE, BYTES, FIXED -> number(text, type);
      case NULL, ARRAY, MAP, RECORD, UNION ->
          throw new InapplicableException(
              "redact can put no text in place of " + Compatibility.describe(type));
    };
  }

  private static Object symbol(String text, Schema type) throws InapplicableException {
    if (!type.hasEnumSymbol(text)) {
      throw new InapplicableException(
          "\"%s\" is no symbol of %s, which has %s"
              .formatted(text, type.getName(), String.join(", ", type.getEnumSymbols())));
    }
    return new GenericData.EnumSymbol(type, text);
  }

  private static Object number(String text, Schema type) throws InapplicableException {
    Object number =
        ValueKind.of(type) == ValueKind.BYTES
            ? null
            : AvroValues.number(Bound.parse(text, type), type);
    if (number == null) {
      throw new InapplicableException(
          "\"%s\" is no value of %s".formatted(text, Compatibility.describe(type)));
    }
    return number;
  }

  // ---- what the type has for nothing

  private @Nullable Object blank(Schema schema) throws InapplicableException {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> false;
      case INT -> 0;
      case LONG -> 0L;
      case FLOAT -> 0f;
      case DOUBLE -> 0d;
      case STRING -> Compatibility.isUuid(schema) ? NIL_UUID : "";
      case BYTES -> ByteBuffer.wrap(bytes(schema));
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case ENUM -> symbol(schema);
      case ARRAY -> List.of();
      case MAP -> Map.of();
      case UNION -> schema.isNullable() ? null : blank(schema.getTypes().getFirst());
      case RECORD -> record(schema);
    };
  }

  private static byte[] bytes(Schema schema) {
    LogicalType meaning = Compatibility.meaning(schema);
    return meaning == null
        ? new byte[0]
        : meaning instanceof LogicalTypes.Decimal ? new byte[1] : BIG_ZERO;
  }

  private static Object symbol(Schema schema) throws InapplicableException {
    if (schema.getEnumDefault() == null) {
      throw new InapplicableException(
          "the enum %s has no default: name one of its symbols, {redact: {with: …}}"
              .formatted(schema.getName()));
    }
    return new GenericData.EnumSymbol(schema, schema.getEnumDefault());
  }

  private Object record(Schema schema) throws InapplicableException {
    if (open.contains(schema)) {
      throw new InapplicableException(schema.getName() + " holds itself, without an end");
    }
    open.push(schema);
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), blank(field.schema()));
    }
    open.pop();
    return record;
  }
}
