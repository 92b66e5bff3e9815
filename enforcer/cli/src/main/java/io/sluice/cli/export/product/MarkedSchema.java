package io.sluice.cli.export.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.contract.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product's schema with what the contract says of its fields, for tools that read schemas alone:
 * as properties of fields, which Avro ignores, and as documentation where a field has none.
 */
public final class MarkedSchema {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private MarkedSchema() {}

  /** The schema's text. Records that are only named, where they are used again, stay so. */
  public static String of(Product product) {
    try {
      JsonNode schema = JSON.readTree(product.schemaText());
      type(schema, product.contract().topicObject().orElseThrow().properties(), null);
      return schema.toPrettyString() + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro has read this schema", e);
    }
  }

  private static void type(JsonNode type, List<Property> properties, @Nullable Property items) {
    if (type.isArray()) {
      type.forEach(branch -> type(branch, properties, items));
      return;
    }
    type.path("fields").forEach(field -> field((ObjectNode) field, properties));
    for (String key : List.of("items", "values")) {
      if (type.has(key)) {
        below(type.path(key), items);
      }
    }
    // A field may have its type as an object whose own type is one in turn.
    if (type.path("type").isContainerNode()) {
      type(type.path("type"), properties, items);
    }
  }

  private static void below(JsonNode type, @Nullable Property property) {
    type(
        type,
        property == null ? List.of() : property.properties(),
        property == null ? null : property.items());
  }

  private static void field(ObjectNode field, List<Property> properties) {
    Property property =
        properties.stream()
            .filter(p -> p.name().equals(field.path("name").asText()))
            .findFirst()
            .orElse(null);
    if (property != null) {
      mark(field, FieldMarks.of(property));
    }
    below(field.path("type"), property);
  }

  private static void mark(ObjectNode field, FieldMarks said) {
    if (!field.has("doc")) {
      said.description().ifPresent(doc -> field.put("doc", doc));
    }
    said.classification().ifPresent(word -> field.put("sluice.classification", word));
    if (said.isPersonal()) {
      field.put("sluice.pii", true);
    }
    said.mask().ifPresent(mask -> field.put("sluice.masking", mask.word()));
    said.unit().ifPresent(unit -> field.put("sluice.unit", unit));
  }
}
