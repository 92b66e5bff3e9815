package io.sluice.cli.export.product;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Avro's types, as people read them. That a value may be null is said elsewhere. */
public final class TypeWords {

  private static final int MOST_SYMBOLS = 10;

  private TypeWords() {}

  public static String of(Schema type) {
    if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d, %d)".formatted(decimal.getPrecision(), decimal.getScale());
    } else if (type.getLogicalType() != null) {
      return type.getLogicalType().getName();
    }
    return switch (type.getType()) {
      case UNION ->
          type.getTypes().stream()
              .filter(branch -> branch.getType() != Schema.Type.NULL)
              .map(TypeWords::of)
              .collect(Collectors.joining(" or "));
      case RECORD -> "record " + type.getName();
      case ENUM -> "one of " + symbols(type.getEnumSymbols());
      case ARRAY -> "array of " + of(type.getElementType());
      case MAP -> "map of " + of(type.getValueType());
      case FIXED -> "fixed(%d)".formatted(type.getFixedSize());
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> type.getType().getName();
    };
  }

  private static String symbols(List<String> symbols) {
    String first = symbols.stream().limit(MOST_SYMBOLS).collect(Collectors.joining(", "));
    return symbols.size() > MOST_SYMBOLS ? first + ", … (" + symbols.size() + " in all)" : first;
  }
}
