package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers the schema of a product topic: its consumers go on reading, or it is refused. */
final class SchemaRegistration {

  private static final String BACKWARD = "BACKWARD";
  private static final String RULE_VIOLATION = "RuleViolationException";

  private final RegistryHttp http;
  private final String productTopic;
  private final String text;
  private final String artifact;

  /**
   * @param text the schema
   */
  SchemaRegistration(RegistryHttp http, String productTopic, String text) {
    this.http = http;
    this.productTopic = productTopic;
    this.text = text;
    this.artifact = Coordinates.schema(productTopic);
  }

  /**
   * The version under which the schema is registered, or is to be: the last one where that is the
   * same schema, else a new one. Not any older one that is the same, which the registry's own "find
   * or create" gives: it leads back past the rule.
   *
   * @param version what a new one is called
   * @throws PublicationRefusedException where a new one would be refused
   */
  String version(String version) throws RegistryUnavailableException, PublicationRefusedException {
    Optional<JsonNode> latest = http.findObject(Coordinates.latest(artifact));
    if (latest.isEmpty()) {
      return version;
    }
    String last = latest.get().path("version").asText();
    if (isRegistered(last)) {
      return last;
    }
    requireBackward(); // who published first may have failed before the rule
    require(http.post(artifact + "/versions?dryRun=true", version(version, text)));
    return version;
  }

  private boolean isRegistered(String version) throws RegistryUnavailableException {
    Optional<String> registered =
        http.find(artifact + RegistryHttp.path("versions", version, "content"));
    return registered.isPresent() && JsonTexts.areSame(registered.get(), text);
  }

  /** Registers it under a version, unless it is. */
  void register(String version) throws RegistryUnavailableException, PublicationRefusedException {
    if (isRegistered(version)) {
      requireBackward();
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("artifactId", Coordinates.schemaArtifact(productTopic));
    body.put("artifactType", "AVRO");
    body.put("firstVersion", version(version, text));
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.SCHEMA_GROUP, "artifacts")
                + "?ifExists=CREATE_VERSION",
            body);
    // A conflict is somebody who publishes the same, at the same time.
    if (!answer.isConflict() || !isRegistered(version)) {
      require(answer);
    }
    requireBackward();
  }

  private static Map<String, Object> version(String version, String text) {
    return Map.of(
        "version",
        version,
        "content",
        Map.of("content", text, "contentType", "application/json", "references", List.of()));
  }

  private void require(Answer answer) throws PublicationRefusedException {
    if (answer.isAccepted()) {
      return;
    }
    Problem problem = answer.problem();
    throw new PublicationRefusedException(
        problem.name().equals(RULE_VIOLATION)
            ? "the schema of "
                + productTopic
                + " is refused: consumers of the registered one could not read on ("
                + problem.text()
                + "); give new fields a default, or publish a new major version on a new topic"
            : "the schema of " + productTopic + " is refused by the registry: " + problem.text());
  }

  /** Sets the rule, where the artifact has none yet: a stricter one of the organisation's stays. */
  private void requireBackward() throws RegistryUnavailableException, PublicationRefusedException {
    Answer answer =
        http.post(artifact + "/rules", Map.of("ruleType", "COMPATIBILITY", "config", BACKWARD));
    if (!answer.isAccepted() && !answer.isConflict()) {
      throw new PublicationRefusedException(
          "the registry refuses the compatibility rule of "
              + productTopic
              + ": "
              + answer.problem().text());
    }
  }
}
