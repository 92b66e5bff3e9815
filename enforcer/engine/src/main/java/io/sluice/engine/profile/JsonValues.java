package io.sluice.engine.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** Adds values of JSON to what is known of their fields. */
final class JsonValues {

  private JsonValues() {}

  static void addMembers(JsonNode object, ObjectProfile profile, int depth) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      FieldProfile field = profile.field(member.getKey());
      if (field != null) {
        add(member.getValue(), field, depth);
      }
      if (depth > 0) {
        // Objects in it are counted, which is enough to know that it is no map of plain values.
        addPlain(member.getValue(), profile.anyValue());
      }
    }
  }

  private static void add(JsonNode value, FieldProfile field, int depth) {
    switch (value.getNodeType()) {
      case OBJECT -> addMembers(value, field.addObject(), depth + 1);
      case ARRAY -> {
        FieldProfile items = field.addArray();
        value.forEach(item -> add(item, items, depth + 1));
      }
      case NULL, MISSING -> field.addNull();
      case BOOLEAN -> field.addTruth();
      case NUMBER -> field.add(number(value));
      case STRING -> field.add(value.textValue());
      case BINARY, POJO -> field.addOther();
    }
  }

  private static void addPlain(JsonNode value, FieldProfile values) {
    if (value.isContainerNode()) {
      values.addOther();
    } else {
      add(value, values, 0);
    }
  }

  /** With its point, where it was written with one: 7.0 is no whole number, though read as 7. */
  private static BigDecimal number(JsonNode value) {
    BigDecimal number = value.decimalValue();
    return value.isBigDecimal() && number.scale() == 0 ? number.setScale(1) : number;
  }
}
