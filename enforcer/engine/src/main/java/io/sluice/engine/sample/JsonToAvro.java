package io.sluice.engine.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.plan.IsoTime;
import io.sluice.engine.plan.SchemaRule;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.engine.walk.MapStep;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Converts one plain JSON object to Avro's generic form: unions by the type that fits, dates and
 * timestamps as ISO-8601 text or as numbers in the schema's unit, decimals as numbers or text,
 * bytes as text of one character a byte.
 */
final class JsonToAvro {

  /** Of a decimal, before its point: 1e999999999 has no room for its zeros anywhere. */
  private static final int MOST_DIGITS = 10_000;

  private final Schema contractSchema;
  private final boolean hidesKeys;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * @param contractSchema decides what a missing value is: its default, where it has one
   * @param hidesKeys whether no path names a key of a map, which may be personal data
   */
  JsonToAvro(Schema contractSchema, boolean hidesKeys) {
    this.contractSchema = contractSchema;
    this.hidesKeys = hidesKeys;
  }

  /** What could not be converted, each with the rule {@code <path>.type}. */
  List<Violation> violations() {
    return List.copyOf(violations);
  }

  GenericData.Record record(JsonNode node, Schema schema) {
    return record(node, schema, contractSchema, new Place("", ""));
  }

  /**
   * Where a value stands.
   *
   * @param path with array indexes and map keys
   * @param rulePath without them
   */
  private record Place(String path, String rulePath) {
    Place field(String name) {
      return new Place(join(path, name), join(rulePath, name));
    }

    Place within(String segment) {
      return new Place(path + segment, rulePath);
    }

    private static String join(String path, String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }

  /** A value that does not have the type it should have. */
  private static final class UnconvertibleException extends Exception {
    UnconvertibleException(String message) {
      super(message);
    }
  }

  private GenericData.Record record(JsonNode node, Schema schema, Schema contract, Place place) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Schema.Field original = contract.getField(field.name());
      JsonNode value = node.get(field.name());
      if (value == null && original.hasDefaultValue()) {
        record.put(field.name(), GenericData.get().getDefaultValue(original));
      } else {
        record.put(
            field.name(),
            value(value, field.schema(), original.schema(), place.field(field.name())));
      }
    }
    return record;
  }

  private @Nullable Object value(
      @Nullable JsonNode node, Schema schema, Schema contract, Place place) {
    if (node == null || node.isNull()) {
      return null;
    }
    List<Schema> types =
        schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
    List<Schema> originals =
        contract.getType() == Schema.Type.UNION ? contract.getTypes() : List.of(contract);
    String reason = "must be " + contract.getType().getName();
    int known = violations.size();
    for (Schema type : types) {
      if (type.getType() == Schema.Type.NULL) {
        continue;
      }
      violations.subList(known, violations.size()).clear();
      try {
        return convert(node, type, original(type, originals), place);
      } catch (UnconvertibleException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    boolean isSymbol = reason.startsWith("a symbol");
    violations.add(
        new Violation(
            isSymbol ? ViolationClass.SCHEMA : ViolationClass.STRUCTURE,
            isSymbol ? SchemaRule.ENUM_SYMBOL.id() : place.rulePath() + ".type",
            place.path(),
            reason));
    return null;
  }

  /** The contract's own form of a type whose values were made nullable. */
  private static Schema original(Schema type, List<Schema> originals) {
    for (Schema candidate : originals) {
      if (candidate.getType() == type.getType()
          && (candidate.getType() != Schema.Type.RECORD
              || candidate.getFullName().equals(type.getFullName()))) {
        return candidate;
      }
    }
    return type;
  }

  private Object convert(JsonNode node, Schema type, Schema contract, Place place)
      throws UnconvertibleException {
    return switch (type.getType()) {
      case BOOLEAN -> demand(node.isBoolean(), node.booleanValue(), "must be a boolean");
      case INT -> (int) whole(node, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(node, type, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> demand(node.isNumber(), node.floatValue(), "must be a number");
      case DOUBLE -> demand(node.isNumber(), node.doubleValue(), "must be a number");
      case STRING -> demand(node.isTextual(), node.textValue(), "must be a string");
      case ENUM -> {
        demand(node.isTextual(), "", "must be a string");
        demand(
            type.hasEnumSymbol(node.textValue()), "", "a symbol that the contract's enum has not");
        yield new GenericData.EnumSymbol(type, node.textValue());
      }
      case BYTES -> ByteBuffer.wrap(bytes(node, type));
      case FIXED -> fixed(bytes(node, type), type);
      case ARRAY -> array(node, type, contract, place);
      case MAP -> map(node, type, contract, place);
      case RECORD -> {
        demand(node.isObject(), "", "must be an object");
        yield record(node, type, contract, place);
      }
      case NULL, UNION -> throw new UnconvertibleException("must be null");
    };
  }

  private static <T> T demand(boolean holds, T value, String message)
      throws UnconvertibleException {
    if (!holds) {
      throw new UnconvertibleException(message);
    }
    return value;
  }

  private static long whole(JsonNode node, Schema type, long lowest, long highest)
      throws UnconvertibleException {
    LogicalType meaning = LogicalTypes.fromSchemaIgnoreInvalid(type);
    BigDecimal number;
    if (node.isTextual() && meaning != null) {
      try {
        number = IsoTime.parse(node.textValue(), meaning);
      } catch (DateTimeException e) {
        throw new UnconvertibleException("must be an ISO-8601 " + meaning.getName());
      }
    } else {
      demand(node.isNumber(), "", "must be a whole number");
      number = node.decimalValue();
    }
    boolean exact =
        number.stripTrailingZeros().scale() <= 0
            && number.compareTo(BigDecimal.valueOf(lowest)) >= 0
            && number.compareTo(BigDecimal.valueOf(highest)) <= 0;
    return demand(exact, number, "must be a whole number of type " + type.getType().getName())
        .longValue();
  }

  private static byte[] bytes(JsonNode node, Schema type) throws UnconvertibleException {
    if (LogicalTypes.fromSchemaIgnoreInvalid(type) instanceof LogicalTypes.Decimal decimal) {
      try {
        BigDecimal number =
            node.isTextual() ? new BigDecimal(node.textValue()) : node.decimalValue();
        demand(node.isNumber() || node.isTextual(), "", "must be a number");
        demand(
            (long) number.precision() - number.scale() <= MOST_DIGITS,
            "",
            "must have at most " + MOST_DIGITS + " digits");
        return number.setScale(decimal.getScale()).unscaledValue().toByteArray();
      } catch (ArithmeticException | NumberFormatException e) {
        throw new UnconvertibleException("must be a decimal of scale " + decimal.getScale());
      }
    }
    demand(node.isTextual(), "", "must be text of one character a byte");
    byte[] bytes = node.textValue().getBytes(StandardCharsets.ISO_8859_1);
    boolean lossless = new String(bytes, StandardCharsets.ISO_8859_1).equals(node.textValue());
    return demand(lossless, bytes, "must be text of one character a byte");
  }

  private static GenericData.Fixed fixed(byte[] bytes, Schema type) throws UnconvertibleException {
    int size = type.getFixedSize();
    boolean isDecimal = LogicalTypes.fromSchemaIgnoreInvalid(type) instanceof LogicalTypes.Decimal;
    demand(
        isDecimal ? bytes.length <= size : bytes.length == size,
        "",
        "must have " + size + " bytes");
    byte[] padded = new byte[size];
    byte sign = (byte) (isDecimal && bytes[0] < 0 ? -1 : 0);
    Arrays.fill(padded, sign);
    System.arraycopy(bytes, 0, padded, size - bytes.length, bytes.length);
    return new GenericData.Fixed(type, padded);
  }

  private Object array(JsonNode node, Schema type, Schema contract, Place place)
      throws UnconvertibleException {
    demand(node.isArray(), "", "must be an array");
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(
          value(
              node.get(i),
              type.getElementType(),
              contract.getElementType(),
              place.within("[" + i + "]")));
    }
    return items;
  }

  private Object map(JsonNode node, Schema type, Schema contract, Place place)
      throws UnconvertibleException {
    demand(node.isObject(), "", "must be an object");
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      entries.put(
          entry.getKey(),
          value(
              entry.getValue(),
              type.getValueType(),
              contract.getValueType(),
              place.within(hidesKeys ? MapStep.ANY_KEY : MapStep.segment(entry.getKey()))));
    }
    return entries;
  }
}
