package io.sluice.engine.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.engine.plan.Compatibility;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a cell says, as plain JSON would: blank is null, {@code true} and {@code false}
 * are booleans where the field can be one, numbers are numbers, and lists, maps and records are
 * JSON themselves. A text that is none of what its field can be stays one.
 */
final class CsvCells {

  private static final ObjectReader JSON =
      JsonJudge.JSON.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Longer ones are no numbers that anybody means, and take long to read. */
  private static final int LONGEST_NUMBER = 1_000;

  private CsvCells() {}

  /**
   * Reads a cell.
   *
   * @param schema of the field
   */
  static JsonNode read(String cell, Schema schema) {
    if (cell.isBlank()) {
      return NullNode.getInstance();
    }
    List<Schema> types = Compatibility.valueTypes(schema);
    for (Schema type : types) {
      JsonNode node = as(type, cell.strip());
      if (node != null) {
        return node;
      }
    }
    return TextNode.valueOf(cell);
  }

  /** The cell as a value of that type; null where its text is what to go by. */
  private static @Nullable JsonNode as(Schema type, String text) {
    return switch (type.getType()) {
      case BOOLEAN ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> null;
          };
      case INT, LONG, FLOAT, DOUBLE -> number(text);
      case ARRAY, MAP, RECORD -> json(text);
      case NULL, STRING, BYTES, FIXED, ENUM, UNION -> null;
    };
  }

  private static @Nullable JsonNode number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      return DecimalNode.valueOf(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isContainerNode() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
