package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Status;
import io.sluice.engine.odcs.ClassificationsDocument;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.registry.RegisteredVersion.State;
import io.sluice.pipeline.registry.RegistryHttp.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Registers contracts, each with its schema, so that whoever reads sees either the pair that was or
 * the pair that is to be:
 *
 * <ol>
 *   <li>the contract's version as a draft, which nobody enforces. Versions are unique, so of those
 *       who publish the same version one begins, and the others see what;
 *   <li>the schema, in the version that the draft refers to;
 *   <li>the contract's version is published, in one request: from here on it is the pair.
 * </ol>
 *
 * A failure in between leaves a draft behind, and the same content published again finishes it. Of
 * those who publish different versions at once, the first to begin goes on, and the others are
 * refused: what they are judged against is about to change. Versions are immutable. Thread-safe.
 */
public final class Publisher {

  private final RegistryHttp http;
  private final ClassificationsRegistration words;

  Publisher(RegistryHttp http) {
    this.http = http;
    this.words = new ClassificationsRegistration(http);
  }

  /** What a contract was held against, to see that it is still what is registered. */
  public sealed interface Judged {

    /** Nothing: whatever is registered, the contract may take its place. */
    record Never() implements Judged {}

    /**
     * What was published of the contract's major version, or the one before.
     *
     * @param version empty where there was nothing
     */
    record Against(Optional<String> version) implements Judged {}
  }

  /** Publishes one contract, whatever it takes the place of; see the other one. */
  public Publication publish(ContractFile file)
      throws RegistryUnavailableException, PublicationRefusedException {
    return publish(file, new Judged.Never(), false);
  }

  /**
   * Publishes one contract.
   *
   * @param hasNotice whether somebody is to be told, which the registry remembers until {@link
   *     #told} is called
   * @throws PublicationRefusedException where the registry has that version with other content, the
   *     schema can't replace the registered one, the contract would run in shadow in place of one
   *     that is in force, somebody else publishes another version of it at this time, or has since
   *     it was judged
   * @throws io.sluice.engine.plan.InvalidContractException where the contract has errors
   */
  public Publication publish(ContractFile file, Judged judged, boolean hasNotice)
      throws RegistryUnavailableException, PublicationRefusedException {
    Pair pair = Pair.of(file);
    Optional<RegisteredVersion> begun = versions(pair).find(pair.version());
    if (begun.isEmpty()) {
      requireNothingInForce(pair.contract());
      // Beside it what the service writes, which may have no right to register anything.
      new OwnSchemas(http).contentId(DeltaTopic.NAME, DeltaFormat.SCHEMA);
      begin(pair, schema(pair).version(pair.version()), hasNotice);
    }
    return finish(pair, judged);
  }

  /** All who are to be told of a published contract were told. */
  public void told(ContractFile file)
      throws RegistryUnavailableException, PublicationRefusedException {
    Pair pair = Pair.of(file);
    Map<String, String> labels =
        Labels.read(http.findObject(pair.path()).orElseThrow(Publisher::torn).path("labels"));
    labels.remove(Labels.NOTICE);
    put(
        pair.path(),
        Map.of("labels", labels),
        pair.coordinates() + " is published, and the registry refuses its labels: ");
  }

  /** What publishing a contract would do: it is judged likewise, and nothing is changed. */
  public Publication rehearse(ContractFile file)
      throws RegistryUnavailableException, PublicationRefusedException {
    Pair pair = Pair.of(file);
    Optional<RegisteredVersion> begun = versions(pair).find(pair.version());
    if (begun.isPresent()) {
      String schemaVersion = requireSame(pair, begun.get());
      return new Publication(
          pair.coordinates(), schemaVersion, !begun.get().isPublished(), begun.get().owesNotice());
    }
    requireNothingInForce(pair.contract());
    return new Publication(pair.coordinates(), schema(pair).version(pair.version()), true, false);
  }

  /**
   * A contract with its schema.
   *
   * @param words by which its fields are marked
   * @param hasOwnWords whether the organisation says them
   */
  private record Pair(
      Contract contract,
      Binding binding,
      String text,
      String schema,
      Classifications words,
      boolean hasOwnWords) {

    static Pair of(ContractFile file) {
      Contract contract = file.compile().contract();
      return new Pair(
          contract,
          Binding.of(contract),
          file.text(),
          Objects.requireNonNull(file.schemaText()),
          file.classifications(),
          file.classificationsText() != null);
    }

    /** How the contract names its schema. */
    String implementation() {
      return Objects.requireNonNull(contract.topicObject().orElseThrow().implementation());
    }

    String coordinates() {
      return contract.coordinates();
    }

    String version() {
      return contract.version().text();
    }

    String path() {
      return Coordinates.contractVersion(contract.id(), version());
    }

    Map<String, String> labels() {
      return Labels.of(contract, binding.productTopic());
    }

    /** What the registry is told of its state: its own pages show it. */
    State published() {
      return contract.status() == Status.DEPRECATED || contract.status() == Status.RETIRED
          ? State.DEPRECATED
          : State.ENABLED;
    }
  }

  private ContractVersions versions(Pair pair) throws RegistryUnavailableException {
    return ContractVersions.of(pair.contract().id(), http);
  }

  private SchemaRegistration schema(Pair pair) {
    return new SchemaRegistration(http, pair.binding().productTopic(), pair.schema());
  }

  /** The newest of a major version runs: in shadow, it would end the enforcement of what was. */
  private void requireNothingInForce(Contract contract)
      throws RegistryUnavailableException, PublicationRefusedException {
    Optional<RegisteredVersion> newest =
        contract.isInShadow()
            ? ContractVersions.of(contract.id(), http).newestOf(contract.version().major())
            : Optional.empty();
    if (newest.isPresent() && Status.parse(newest.get().status()).isEnforced()) {
      throw new PublicationRefusedException(
          "%s runs in shadow and would end the enforcement of %s:%s, which is %s: try it out under an id and a product topic of its own, with the same sluice.rawTopic, or give its new rules severity: warning"
              .formatted(
                  contract.coordinates(),
                  contract.id(),
                  newest.get().text(),
                  newest.get().status()));
    }
  }

  // ---- begin

  /** Begins, unless somebody else has: what they began is looked at next. */
  private void begin(Pair pair, String schemaVersion, boolean hasNotice)
      throws RegistryUnavailableException, PublicationRefusedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("artifactId", pair.contract().id());
    body.put("artifactType", Coordinates.CONTRACT_TYPE);
    if (pair.contract().name() != null) {
      body.put("name", pair.contract().name());
    }
    body.put("labels", pair.labels());
    body.put("firstVersion", draft(pair, references(pair, schemaVersion), hasNotice));
    Answer answer =
        http.post(
            RegistryHttp.path("groups", Coordinates.CONTRACT_GROUP, "artifacts")
                + "?ifExists=CREATE_VERSION",
            body);
    if (!answer.isAccepted() && !answer.isConflict()) {
      throw new PublicationRefusedException(
          pair.coordinates() + " is refused by the registry: " + answer.problem().text());
    }
  }

  private static Map<String, Object> draft(
      Pair pair, List<Map<String, Object>> references, boolean hasNotice) {
    return Map.of(
        "version",
        pair.version(),
        "isDraft",
        true,
        "labels",
        hasNotice ? Labels.withNotice(pair.labels()) : pair.labels(),
        "content",
        Map.of(
            "content", pair.text(), "contentType", "application/x-yaml", "references", references));
  }

  /** What the contract is published with. */
  private List<Map<String, Object>> references(Pair pair, String schemaVersion)
      throws RegistryUnavailableException, PublicationRefusedException {
    List<Map<String, Object>> references = new ArrayList<>();
    references.add(
        reference(
            pair.implementation(),
            Coordinates.SCHEMA_GROUP,
            Coordinates.schemaArtifact(pair.binding().productTopic()),
            schemaVersion));
    if (pair.hasOwnWords()) {
      references.add(
          reference(
              ClassificationsDocument.NAME,
              Coordinates.CONTRACT_GROUP,
              Coordinates.CLASSIFICATIONS,
              words.register(pair.words())));
    }
    return references;
  }

  private static Map<String, Object> reference(
      String name, String group, String artifact, String version) {
    return Map.of("name", name, "groupId", group, "artifactId", artifact, "version", version);
  }

  private static Optional<JsonNode> named(String name, JsonNode references) {
    for (JsonNode reference : references) {
      if (reference.path("name").asText().equals(name)) {
        return Optional.of(reference);
      }
    }
    return Optional.empty();
  }

  // ---- finish

  private Publication finish(Pair pair, Judged judged)
      throws RegistryUnavailableException, PublicationRefusedException {
    ContractVersions versions = versions(pair);
    RegisteredVersion begun = versions.find(pair.version()).orElseThrow(Publisher::torn);
    String schemaVersion = requireSame(pair, begun);
    if (!begun.isPublished()) {
      requireTurn(pair, begun, versions, judged);
      schema(pair).register(schemaVersion);
      put(
          pair.path() + "/state",
          Map.of("state", pair.published().name()),
          pair.coordinates() + " is refused by the registry: ");
    }
    if (isNewest(pair)) {
      relabel(pair);
    }
    return new Publication(
        pair.coordinates(), schemaVersion, !begun.isPublished(), begun.owesNotice());
  }

  /**
   * Holds what is registered, or begun, against what is to be published.
   *
   * @return the version of its schema
   */
  private String requireSame(Pair pair, RegisteredVersion begun)
      throws RegistryUnavailableException, PublicationRefusedException {
    if (begun.state() == State.DISABLED) {
      throw new PublicationRefusedException(
          pair.coordinates() + " was taken away from the registry: raise version");
    }
    if (!http.find(pair.path() + "/content").orElseThrow(Publisher::torn).equals(pair.text())) {
      throw other(pair, begun, "other content");
    }
    JsonNode references = http.findArray(pair.path() + "/references").orElseThrow(Publisher::torn);
    Classifications registered =
        words
            .registered(named(ClassificationsDocument.NAME, references))
            .orElseThrow(Publisher::torn);
    if (!registered.equals(pair.words())) {
      throw other(pair, begun, "other classifications");
    }
    JsonNode reference = named(pair.implementation(), references).orElseThrow(Publisher::torn);
    Optional<String> schema = http.find(Coordinates.referenced(reference) + "/content");
    boolean isToBeRegistered = schema.isEmpty() && !begun.isPublished();
    if (!isToBeRegistered
        && (schema.isEmpty() || !JsonTexts.areSame(schema.get(), pair.schema()))) {
      throw other(pair, begun, "another Avro schema");
    }
    return reference.path("version").asText();
  }

  private static PublicationRefusedException other(
      Pair pair, RegisteredVersion begun, String what) {
    return new PublicationRefusedException(
        begun.isPublished()
            ? "%s is registered with %s, and versions are immutable: raise version"
                .formatted(pair.coordinates(), what)
            : "somebody has begun to publish %s with %s: raise version"
                .formatted(pair.coordinates(), what));
  }

  private static RegistryUnavailableException torn() {
    return new RegistryUnavailableException("the registry has a version and not its parts", null);
  }

  /** One at a time: two that were both held against the same version may break each other. */
  private static void requireTurn(
      Pair pair, RegisteredVersion begun, ContractVersions versions, Judged judged)
      throws PublicationRefusedException {
    for (RegisteredVersion other : versions.underWayBefore(begun)) {
      throw new PublicationRefusedException(
          "somebody is publishing %s:%s: publish %s once that is done"
              .formatted(pair.contract().id(), other.text(), pair.coordinates()));
    }
    Optional<String> now = versions.before(pair.contract().version()).map(RegisteredVersion::text);
    if (judged instanceof Judged.Against(Optional<String> then) && !then.equals(now)) {
      throw new PublicationRefusedException(
          "somebody has published %s:%s meanwhile: publish %s again, to have it held against that"
              .formatted(pair.contract().id(), now.orElse(""), pair.coordinates()));
    }
  }

  private boolean isNewest(Pair pair) throws RegistryUnavailableException {
    return versions(pair).newest().stream()
        .anyMatch(newest -> newest.text().equals(pair.version()));
  }

  /** A new version leaves the artifact's labels as they were; those of others are kept. */
  private void relabel(Pair pair) throws RegistryUnavailableException, PublicationRefusedException {
    String path = Coordinates.contract(pair.contract().id());
    Map<String, String> before =
        Labels.read(http.findObject(path).orElseThrow(Publisher::torn).path("labels"));
    Map<String, String> after = Labels.renewed(before, pair.labels());
    if (!after.equals(before)) {
      put(
          path,
          Map.of("labels", after),
          pair.coordinates() + " is published, and the registry refuses its labels: ");
    }
  }

  private void put(String path, Map<String, ?> body, String refusal)
      throws RegistryUnavailableException, PublicationRefusedException {
    Answer answer = http.put(path, body);
    if (!answer.isAccepted()) {
      throw new PublicationRefusedException(refusal + answer.problem().text());
    }
  }
}
