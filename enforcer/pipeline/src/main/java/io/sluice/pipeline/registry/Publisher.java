package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Status;
import io.sluice.engine.odcs.ClassificationsDocument;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Registers contracts. The schema goes first and the contract, which refers to that version of it,
 * after: whoever loads a contract gets the pair that was published, and a failure in between leaves
 * the old pair in force. Versions are immutable. Thread-safe.
 */
public final class Publisher {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BACKWARD = "BACKWARD";
  private static final String RULE_VIOLATION = "RuleViolationException";
  private static final String CREATE_VERSION = "?ifExists=CREATE_VERSION";
  private static final String LABEL_PREFIX = "sluice.";
  private static final String STATUS = LABEL_PREFIX + "status";

  private final RegistryHttp http;

  Publisher(RegistryHttp http) {
    this.http = http;
  }

  /**
   * Publishes one contract.
   *
   * @throws PublicationRefusedException where the registry has that version with other content, the
   *     schema can't replace the registered one, or the contract would run in shadow in place of
   *     one that is in force
   * @throws io.sluice.engine.plan.InvalidContractException where the contract has errors
   */
  public Publication publish(ContractFile file)
      throws RegistryUnavailableException, PublicationRefusedException {
    Contract contract = file.compile().contract();
    String schemaText = Objects.requireNonNull(file.schemaText());
    String path = Coordinates.contractVersion(contract.id(), contract.version().text());
    Optional<String> registered = http.find(path + "/content");
    if (registered.isPresent()) {
      return unchanged(contract, file, registered.get(), schemaText, path);
    }
    requireNothingInForce(contract);
    Binding binding = Binding.of(contract);
    // Beside it what the service writes, which may have no right to register anything.
    new OwnSchemas(http).contentId(DeltaTopic.NAME, DeltaFormat.SCHEMA);
    String schemaVersion = registerSchema(binding.productTopic(), schemaText);
    registerContract(contract, file, binding, references(contract, file, binding, schemaVersion));
    return new Publication(contract.coordinates(), schemaVersion, true);
  }

  private Publication unchanged(
      Contract contract, ContractFile file, String registered, String schemaText, String path)
      throws RegistryUnavailableException, PublicationRefusedException {
    if (!registered.equals(file.text())) {
      throw new PublicationRefusedException(
          contract.coordinates()
              + " is registered with other content, and versions are immutable: raise version");
    }
    JsonNode references = http.findArray(path + "/references").orElseThrow(Publisher::torn);
    requireSameWords(contract, file, references);
    JsonNode reference = named(implementation(contract), references).orElseThrow(Publisher::torn);
    String version = reference.path("version").asText();
    Optional<String> schema = http.find(Coordinates.referenced(reference) + "/content");
    if (schema.isEmpty() || !sameJson(schema.get(), schemaText)) {
      throw new PublicationRefusedException(
          contract.coordinates()
              + " is registered with another Avro schema, and versions are immutable: raise"
              + " version");
    }
    return new Publication(contract.coordinates(), version, false);
  }

  /** The marks of a version are those of the words that it was published with. */
  private void requireSameWords(Contract contract, ContractFile file, JsonNode references)
      throws RegistryUnavailableException, PublicationRefusedException {
    Optional<JsonNode> reference = named(ClassificationsDocument.NAME, references);
    Classifications registered = Classifications.STANDARD;
    if (reference.isPresent()) {
      String text =
          http.find(Coordinates.referenced(reference.get()) + "/content")
              .orElseThrow(Publisher::torn);
      registered =
          ClassificationsDocument.parse(ClassificationsDocument.NAME, text).classifications();
    }
    if (!registered.equals(file.classifications())) {
      throw new PublicationRefusedException(
          contract.coordinates()
              + " is registered with other classifications, and versions are immutable: raise"
              + " version");
    }
  }

  private static Optional<JsonNode> named(String name, JsonNode references) {
    for (JsonNode reference : references) {
      if (reference.path("name").asText().equals(name)) {
        return Optional.of(reference);
      }
    }
    return Optional.empty();
  }

  private static RegistryUnavailableException torn() {
    return new RegistryUnavailableException("the registry has a version and not its parts", null);
  }

  private static boolean sameJson(String left, String right) {
    try {
      return JSON.readTree(left).equals(JSON.readTree(right));
    } catch (IOException e) {
      return false;
    }
  }

  /** The newest version is what runs: in shadow, it would end the enforcement of the one before. */
  private void requireNothingInForce(Contract contract)
      throws RegistryUnavailableException, PublicationRefusedException {
    if (!contract.isInShadow()) {
      return;
    }
    Optional<JsonNode> newest =
        http.findObject(Coordinates.latest(Coordinates.contract(contract.id())));
    if (newest.isEmpty()) {
      return;
    }
    String status = newest.get().path("labels").path(STATUS).asText();
    if (Status.parse(status).isEnforced()) {
      throw new PublicationRefusedException(
          "%s runs in shadow and would end the enforcement of %s:%s, which is %s: try it out under an id and a product topic of its own, with the same sluice.rawTopic, or give its new rules severity: warning"
              .formatted(
                  contract.coordinates(),
                  contract.id(),
                  newest.get().path("version").asText(),
                  status));
    }
  }

  // ---- the schema

  /**
   * Registers a schema, unless it is the one registered last. Not by the registry's own "find or
   * create": that finds older versions too, and so leads back to one past the rule.
   */
  private String registerSchema(String productTopic, String schemaText)
      throws RegistryUnavailableException, PublicationRefusedException {
    String artifact = Coordinates.schema(productTopic);
    Optional<JsonNode> latest = http.findObject(Coordinates.latest(artifact));
    if (latest.isEmpty()) {
      String version = createSchema(productTopic, schemaText);
      requireBackward(productTopic);
      return version;
    }
    requireBackward(productTopic); // who published first may have failed before the rule
    String version = latest.get().path("version").asText();
    Optional<String> registered =
        http.find(artifact + RegistryHttp.path("versions", version, "content"));
    return registered.isPresent() && sameJson(registered.get(), schemaText)
        ? version
        : createSchema(productTopic, schemaText);
  }

  private String createSchema(String productTopic, String schemaText)
      throws RegistryUnavailableException, PublicationRefusedException {
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.SCHEMA_GROUP, "artifacts") + CREATE_VERSION,
            artifact(
                Coordinates.schemaArtifact(productTopic),
                "AVRO",
                version(schemaText, "application/json", List.of())));
    if (answer.isAccepted()) {
      return http.object(answer).path("version").path("version").asText();
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
  private void requireBackward(String productTopic)
      throws RegistryUnavailableException, PublicationRefusedException {
    Answer answer =
        http.post(
            Coordinates.schema(productTopic) + "/rules",
            Map.of("ruleType", "COMPATIBILITY", "config", BACKWARD));
    if (!answer.isAccepted() && !answer.isConflict()) {
      throw new PublicationRefusedException(
          "the registry refuses the compatibility rule of "
              + productTopic
              + ": "
              + answer.problem().text());
    }
  }

  // ---- the organisation's words

  /** Registers them, unless they are registered already; gives their version. */
  private String registerClassifications(Classifications words)
      throws RegistryUnavailableException, PublicationRefusedException {
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.CONTRACT_GROUP, "artifacts")
                + "?ifExists=FIND_OR_CREATE_VERSION",
            artifact(
                Coordinates.CLASSIFICATIONS,
                "JSON",
                version(text(words), "application/json", List.of())));
    if (!answer.isAccepted()) {
      throw new PublicationRefusedException(
          "the registry refuses the organisation's classifications: " + answer.problem().text());
    }
    return http.object(answer).path("version").path("version").asText();
  }

  /** As a document again, the same for the same words. */
  private static String text(Classifications words) {
    return JSON.createObjectNode()
        .<ObjectNode>setAll(
            Map.of(
                "order", JSON.valueToTree(words.order()),
                "personal", JSON.valueToTree(words.personal().stream().sorted().toList())))
        .toString();
  }

  // ---- the contract

  /** What the contract is published with. */
  private List<Map<String, Object>> references(
      Contract contract, ContractFile file, Binding binding, String schemaVersion)
      throws RegistryUnavailableException, PublicationRefusedException {
    List<Map<String, Object>> references = new ArrayList<>();
    references.add(
        reference(
            implementation(contract),
            Coordinates.SCHEMA_GROUP,
            Coordinates.schemaArtifact(binding.productTopic()),
            schemaVersion));
    if (file.classificationsText() != null) {
      references.add(
          reference(
              ClassificationsDocument.NAME,
              Coordinates.CONTRACT_GROUP,
              Coordinates.CLASSIFICATIONS,
              registerClassifications(file.classifications())));
    }
    return references;
  }

  private static String implementation(Contract contract) {
    return Objects.requireNonNull(contract.topicObject().orElseThrow().implementation());
  }

  private static Map<String, Object> reference(
      String name, String group, String artifact, String version) {
    return Map.of("name", name, "groupId", group, "artifactId", artifact, "version", version);
  }

  private void registerContract(
      Contract contract, ContractFile file, Binding binding, List<Map<String, Object>> references)
      throws RegistryUnavailableException, PublicationRefusedException {
    Map<String, Object> version = version(file.text(), "application/x-yaml", references);
    version.put("version", contract.version().text());
    version.put("labels", labels(contract, binding));
    Map<String, Object> request = artifact(contract.id(), Coordinates.CONTRACT_TYPE, version);
    if (contract.name() != null) {
      request.put("name", contract.name());
    }
    request.put("labels", labels(contract, binding));
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.CONTRACT_GROUP, "artifacts") + CREATE_VERSION,
            request);
    if (!answer.isAccepted()) {
      throw new PublicationRefusedException(
          contract.coordinates() + " is refused by the registry: " + answer.problem().text());
    }
    relabel(contract, binding, http.object(answer).path("artifact").path("labels"));
  }

  /** A new version leaves the artifact's labels as they were; those of others are kept. */
  private void relabel(Contract contract, Binding binding, JsonNode registered)
      throws RegistryUnavailableException, PublicationRefusedException {
    Map<String, String> before = new LinkedHashMap<>();
    registered.properties().forEach(label -> before.put(label.getKey(), label.getValue().asText()));
    Map<String, String> after = new LinkedHashMap<>(before);
    after.keySet().removeIf(label -> label.startsWith(LABEL_PREFIX));
    after.putAll(labels(contract, binding));
    if (after.equals(before)) {
      return;
    }
    Answer answer = http.put(Coordinates.contract(contract.id()), Map.of("labels", after));
    if (!answer.isAccepted()) {
      throw new PublicationRefusedException(
          contract.coordinates()
              + " is published, and the registry refuses its labels: "
              + answer.problem().text());
    }
  }

  private static Map<String, String> labels(Contract contract, Binding binding) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(LABEL_PREFIX + "version", contract.version().text());
    labels.put(STATUS, contract.status().word());
    labels.put(LABEL_PREFIX + "productTopic", binding.productTopic());
    if (contract.domain() != null) {
      labels.put(LABEL_PREFIX + "domain", contract.domain());
    }
    if (contract.team() != null && contract.team().name() != null) {
      labels.put(LABEL_PREFIX + "owner", contract.team().name());
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
