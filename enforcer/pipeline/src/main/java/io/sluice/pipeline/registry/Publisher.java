package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Registers contracts. The schema goes first and the contract, which refers to that version of it,
 * after: whoever loads a contract gets the pair that was published, and a failure in between leaves
 * the old pair in force. Versions are immutable. Thread-safe.
 */
public final class Publisher {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BACKWARD = "BACKWARD";

  private final RegistryHttp http;

  Publisher(RegistryHttp http) {
    this.http = http;
  }

  /**
   * Publishes one contract.
   *
   * @throws PublicationRefusedException where the registry has that version with other content, or
   *     the schema can't replace the registered one
   * @throws io.sluice.engine.plan.InvalidContractException where the contract has errors
   */
  public Publication publish(ContractFile file)
      throws RegistryUnavailableException, PublicationRefusedException {
    Contract contract = file.compile().contract();
    String schemaText = Objects.requireNonNull(file.schemaText());
    String path = Coordinates.contractVersion(contract.id(), contract.version().text());
    Answer registered = http.get(path + "/content");
    if (registered.isFound()) {
      return unchanged(contract, file, registered, schemaText, path);
    }
    Binding binding = Binding.of(contract);
    String schemaVersion = registerSchema(binding.productTopic(), schemaText);
    registerContract(contract, file, binding, schemaVersion);
    return new Publication(contract.coordinates(), schemaVersion, true);
  }

  private Publication unchanged(
      Contract contract, ContractFile file, Answer registered, String schemaText, String path)
      throws RegistryUnavailableException, PublicationRefusedException {
    if (!registered.text().equals(file.text())) {
      throw new PublicationRefusedException(
          contract.coordinates()
              + " is registered with other content, and versions are immutable: raise version");
    }
    JsonNode reference = http.json(http.get(path + "/references")).path(0);
    String version = reference.path("version").asText();
    Answer schema = http.get(Coordinates.referenced(reference) + "/content");
    if (!schema.isFound() || !sameJson(schema.text(), schemaText)) {
      throw new PublicationRefusedException(
          contract.coordinates()
              + " is registered with another Avro schema, and versions are immutable: raise"
              + " version");
    }
    return new Publication(contract.coordinates(), version, false);
  }

  private static boolean sameJson(String left, String right) {
    try {
      return JSON.readTree(left).equals(JSON.readTree(right));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- the schema

  private String registerSchema(String productTopic, String schemaText)
      throws RegistryUnavailableException, PublicationRefusedException {
    Map<String, Object> request =
        artifact(
            Coordinates.schemaArtifact(productTopic),
            "AVRO",
            version(schemaText, "application/json", List.of()));
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.SCHEMA_GROUP, "artifacts")
                + "?ifExists=FIND_OR_CREATE_VERSION",
            request);
    if (!answer.isFound()) {
      throw new PublicationRefusedException(
          "the schema of "
              + productTopic
              + " is refused: consumers of the registered one could not read on ("
              + answer.problem()
              + "); give new fields a default, or publish a new major version on a new topic");
    }
    http.post(
        Coordinates.schema(productTopic) + "/rules",
        Map.of("ruleType", "COMPATIBILITY", "config", BACKWARD));
    return http.json(answer).path("version").path("version").asText();
  }

  // ---- the contract

  private void registerContract(
      Contract contract, ContractFile file, Binding binding, String schemaVersion)
      throws RegistryUnavailableException, PublicationRefusedException {
    Map<String, Object> reference =
        Map.of(
            "name",
            Objects.requireNonNull(contract.topicObject().orElseThrow().implementation()),
            "groupId",
            Coordinates.SCHEMA_GROUP,
            "artifactId",
            Coordinates.schemaArtifact(binding.productTopic()),
            "version",
            schemaVersion);
    Map<String, Object> version = version(file.text(), "application/x-yaml", List.of(reference));
    version.put("version", contract.version().text());
    version.put("labels", labels(contract, binding));
    Map<String, Object> request = artifact(contract.id(), Coordinates.CONTRACT_TYPE, version);
    if (contract.name() != null) {
      request.put("name", contract.name());
    }
    request.put("labels", labels(contract, binding));
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.CONTRACT_GROUP, "artifacts")
                + "?ifExists=CREATE_VERSION",
            request);
    if (!answer.isFound()) {
      throw new PublicationRefusedException(
          contract.coordinates() + " is refused by the registry: " + answer.problem());
    }
  }

  private static Map<String, String> labels(Contract contract, Binding binding) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("sluice.version", contract.version().text());
    labels.put("sluice.status", contract.status().name().toLowerCase(Locale.ROOT));
    labels.put("sluice.productTopic", binding.productTopic());
    if (contract.domain() != null) {
      labels.put("sluice.domain", contract.domain());
    }
    if (contract.team() != null && contract.team().name() != null) {
      labels.put("sluice.owner", contract.team().name());
    }
    return labels;
  }

  private static Map<String, Object> artifact(
      String id, String type, Map<String, Object> firstVersion) {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("artifactId", id);
    artifact.put("artifactType", type);
    artifact.put("firstVersion", firstVersion);
    return artifact;
  }

  private static Map<String, Object> version(
      String content, String contentType, List<Map<String, Object>> references) {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put(
        "content",
        Map.of(
            "content",
            content,
            "contentType",
            contentType,
            "references",
            new ArrayList<>(references)));
    return version;
  }
}
