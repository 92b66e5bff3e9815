package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Avro schemas with the schemas that they refer to, which the registry keeps apart. */
final class AvroTexts {

  private final RegistryHttp http;

  AvroTexts(RegistryHttp http) {
    this.http = http;
  }

  /**
   * Parses a schema, its references first.
   *
   * @param references what the registry states as the references of the text
   * @throws org.apache.avro.AvroRuntimeException where it is no schema
   */
  Schema parse(String text, JsonNode references) throws RegistryUnavailableException {
    List<String> dependencies = new ArrayList<>();
    collect(references, dependencies, new HashSet<>());
    // What producers registered is read as it is: stricter checks are for contracts.
    Schema.Parser parser =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    for (String dependency : dependencies) {
      parser.parse(dependency);
    }
    return parser.parse(text);
  }

  /** Depth first, so that each stands behind what it needs; one that is met again is there. */
  private void collect(JsonNode references, List<String> texts, Set<String> seen)
      throws RegistryUnavailableException {
    for (JsonNode reference : references) {
      String version = Coordinates.referenced(reference);
      if (seen.add(version)) {
        collect(http.json(http.get(version + "/references")), texts, seen);
        texts.add(http.get(version + "/content").text());
      }
    }
  }
}
