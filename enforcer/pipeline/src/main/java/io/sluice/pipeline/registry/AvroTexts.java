package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
   * Reads a schema, its references first. One whose references are not all there is as unknown as
   * one that is not there itself: both may be on their way to this replica.
   *
   * @param path where its text stands, its references below
   */
  SchemaLookup read(String path) throws RegistryUnavailableException {
    List<String> texts = new ArrayList<>();
    return collect(path, path + "/references", texts, new HashSet<>())
        ? parse(texts)
        : new SchemaLookup.Unknown();
  }

  /** Depth first, so that each stands behind what it needs; false where the registry lacks one. */
  private boolean collect(
      String contentPath, String referencesPath, List<String> texts, Set<String> seen)
      throws RegistryUnavailableException {
    if (!seen.add(contentPath)) {
      return true;
    }
    Optional<String> text = http.find(contentPath);
    if (text.isEmpty()) {
      return false;
    }
    Optional<JsonNode> references = http.findArray(referencesPath);
    if (references.isEmpty()) {
      return false;
    }
    for (JsonNode reference : references.get()) {
      String version = Coordinates.referenced(reference);
      if (!collect(version + "/content", version + "/references", texts, seen)) {
        return false;
      }
    }
    texts.add(text.get());
    return true;
  }

  private static SchemaLookup parse(List<String> texts) {
    // What producers registered is read as it is: stricter checks are for contracts.
    Schema.Parser parser =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    try {
      for (String reference : texts.subList(0, texts.size() - 1)) {
        parser.parse(reference);
      }
      return new SchemaLookup.Found(parser.parse(texts.getLast()));
    } catch (RuntimeException e) {
      // Not Avro's own alone: its parser answers some texts with NullPointerException.
      return new SchemaLookup.Unreadable("not an Avro schema: " + Problem.shortened(e.toString()));
    }
  }
}
