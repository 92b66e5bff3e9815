package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schemas of the records that Sluice itself writes, beside those of the contracts. What is
 * registered already is looked for first, so that whoever may only read can run what somebody else
 * has published.
 */
final class OwnSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryHttp http;

  OwnSchemas(RegistryHttp http) {
    this.http = http;
  }

  /** The content id of the schema of a topic's values, which is registered where it is not yet. */
  int contentId(String topic, Schema schema)
      throws RegistryUnavailableException, PublicationRefusedException {
    Optional<JsonNode> latest = http.findObject(Coordinates.latest(Coordinates.schema(topic)));
    if (latest.isPresent()) {
      String version = latest.get().path("version").asText();
      Optional<String> text =
          http.find(Coordinates.schema(topic) + RegistryHttp.path("versions", version, "content"));
      if (text.isPresent() && isSame(text.get(), schema)) {
        return id(latest.get());
      }
    }
    return register(topic, schema);
  }

  /** Older versions are found as well: instances of two versions of Sluice take no turns. */
  private int register(String topic, Schema schema)
      throws RegistryUnavailableException, PublicationRefusedException {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("artifactId", Coordinates.schemaArtifact(topic));
    artifact.put("artifactType", "AVRO");
    artifact.put(
        "firstVersion",
        Map.of(
            "content",
            Map.of(
                "content",
                schema.toString(),
                "contentType",
                "application/json",
                "references",
                List.of())));
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.SCHEMA_GROUP, "artifacts")
                + "?ifExists=FIND_OR_CREATE_VERSION",
            artifact);
    if (!answer.isAccepted()) {
      throw new PublicationRefusedException(
          "the registry refuses the schema of " + topic + ": " + answer.problem().text());
    }
    return id(http.object(answer).path("version"));
  }

  private static int id(JsonNode version) throws RegistryUnavailableException {
    JsonNode id = version.path("contentId");
    if (!id.canConvertToInt() || id.asInt() < 0) {
      throw new RegistryUnavailableException(
          "the registry names a schema by an id that takes more than four bytes", null);
    }
    return id.asInt();
  }

  private static boolean isSame(String text, Schema schema) {
    try {
      return JSON.readTree(text).equals(JSON.readTree(schema.toString()));
    } catch (IOException e) {
      return false;
    }
  }
}
