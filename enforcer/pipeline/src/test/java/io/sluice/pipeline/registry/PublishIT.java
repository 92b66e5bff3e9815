package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing to a real registry, and loading from it. */
class PublishIT {

  private static final String SCHEMA =
      """
      {"type":"record","name":"Thing","fields":[{"name":"a","type":"string"}]}""";

  private final RegistrySettings settings = RegistrySettings.of(SharedSandbox.get().registryUrl());
  private final ApicurioRegistry registry = new ApicurioRegistry(settings);
  private final String id = SharedSandbox.uniqueName("publish.things");

  @AfterEach
  void close() {
    registry.close();
  }

  private ContractFile contract(String version, String schema) {
    return contract(version, schema, "Things.");
  }

  private ContractFile contract(String version, String schema, String description) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %s
        version: %s   # spaces and comments are kept: ü
        status: active
        schema:
          - name: Thing
            physicalType: topic
            physicalName: %s.v1
            description: %s
            authoritativeDefinitions: [{type: implementation, url: ../thing.avsc}]
            properties:
              - {name: a, logicalType: string, required: true}
        """
            .formatted(id, version, id, description);
    return ContractFile.of(
        "thing.odcs.yaml",
        text,
        url -> {
          if (!url.equals("../thing.avsc")) {
            throw new NoSuchFileException(url);
          }
          return schema;
        });
  }

  @Test
  void whatWasPublishedIsLoadedAsThePairItWas() throws Exception {
    Publication publication = registry.publisher().publish(contract("1.0.0", SCHEMA));

    RegisteredContract loaded = registry.contracts().load(id);

    assertThat(publication.created()).isTrue();
    assertThat(loaded.contract().contract().coordinates()).isEqualTo(id + ":1.0.0");
    assertThat(loaded.contract().schema()).isEqualTo(new Schema.Parser().parse(SCHEMA));
    assertThat(registry.contracts().ids()).contains(id);
    assertThat(registry.byContentId(loaded.schema().content()))
        .isEqualTo(new SchemaLookup.Found(loaded.contract().schema()));
    assertThat(registry.byGlobalId(loaded.schema().global()))
        .isEqualTo(new SchemaLookup.Found(loaded.contract().schema()));
  }

  @Test
  void aVersionKeepsTheClassificationsThatItWasPublishedWith() throws Exception {
    ContractFile said = classified("order: [open, personal]\npersonal: [personal]\n");
    registry.publisher().publish(said);

    ContractFile loaded = registry.contracts().document(id, "1.0.0").orElseThrow();

    assertThat(loaded.classifications())
        .isEqualTo(new Classifications(List.of("open", "personal"), Set.of("personal")));
    assertThat(registry.publisher().publish(said).created()).isFalse();
    assertThat(registry.contracts().ids()).doesNotContain(Coordinates.CLASSIFICATIONS);
    assertThatThrownBy(
            () -> registry.publisher().publish(classified("order: [personal]\npersonal: []\n")))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("is registered with other classifications");
    assertThatThrownBy(() -> registry.publisher().publish(contract("1.0.0", SCHEMA)))
        .isInstanceOf(PublicationRefusedException.class);
  }

  /** The contract, in an organisation that says its words. */
  private ContractFile classified(String classifications) {
    ContractFile plain = contract("1.0.0", SCHEMA);
    return ContractFile.of(
        plain.name(),
        plain.text(),
        new ContractFile.Resolver() {
          @Override
          public String read(String url) {
            return SCHEMA;
          }

          @Override
          public String classifications() {
            return classifications;
          }
        });
  }

  @Test
  void theRegistryGivesBackTheVeryTextThatWasPublished() throws Exception {
    ContractFile file = contract("1.0.0", SCHEMA);
    registry.publisher().publish(file);

    try (RegistryHttp http = new RegistryHttp(settings)) {
      assertThat(http.find(Coordinates.contractVersion(id, "1.0.0") + "/content"))
          .contains(file.text());
    }
  }

  @Test
  void publishingAgainChangesNothing() throws Exception {
    Publication first = registry.publisher().publish(contract("1.0.0", SCHEMA));

    Publication second = registry.publisher().publish(contract("1.0.0", SCHEMA));

    assertThat(second.created()).isFalse();
    assertThat(second.schemaVersion()).isEqualTo(first.schemaVersion());
  }

  @Test
  void aVersionIsImmutable() throws Exception {
    registry.publisher().publish(contract("1.0.0", SCHEMA));
    String other = SCHEMA.replace("\"a\"", "\"a\",\"doc\":\"A.\"");

    assertThatThrownBy(
            () -> registry.publisher().publish(contract("1.0.0", SCHEMA, "Other things.")))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("raise version");
    assertThatThrownBy(() -> registry.publisher().publish(contract("1.0.0", other)))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("another Avro schema");
  }

  @Test
  void aShadowDoesNotTakeThePlaceOfWhatIsInForceAndGivesItsOwnUp() throws Exception {
    String inForce = contract("1.1.0", SCHEMA).text();
    String inShadow =
        inForce.replace(
            "status: active",
            "status: draft\ncustomProperties: [{property: sluice.enforcement, value: shadow}]");
    registry.publisher().publish(file(inShadow.replace("1.1.0", "1.0.0")));
    registry.publisher().publish(file(inForce));

    assertThatThrownBy(() -> registry.publisher().publish(file(inShadow.replace("1.1.0", "1.2.0"))))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining(
            "%s:1.2.0 runs in shadow and would end the enforcement of %s:1.1.0".formatted(id, id));
    assertThat(registry.contracts().load(id).contract().contract().version().text())
        .isEqualTo("1.1.0");
  }

  @Test
  void majorVersionsStandSideBySideAndAnIdAloneMeansTheHighestInForce() throws Exception {
    String first = contract("1.0.0", SCHEMA).text();
    String second = first.replace("1.0.0", "2.0.0").replace(id + ".v1", id + ".v2");
    registry.publisher().publish(file(first));
    registry.publisher().publish(file(second));
    registry.publisher().publish(file(first.replace("1.0.0", "1.4.0")));
    registry
        .publisher()
        .publish(
            file(
                second
                    .replace("2.0.0", "3.0.0")
                    .replace(
                        "status: active",
                        "status: draft\ncustomProperties: [{property: sluice.enforcement, value: shadow}]")));

    assertThat(registry.contracts().newest(id))
        .extracting(ContractVersion::text)
        .containsExactly("1.4.0", "2.0.0", "3.0.0");
    assertThat(registry.contracts().newest()).containsEntry(id, registry.contracts().newest(id));
    assertThat(version(id)).isEqualTo("2.0.0");
    assertThat(version(id + ":1")).isEqualTo("1.4.0");
    assertThat(version(id + ":3")).isEqualTo("3.0.0");
    assertThatThrownBy(() -> version(id + ":4")).isInstanceOf(UnknownContractException.class);
  }

  private String version(String name) throws Exception {
    return registry.contracts().load(name).contract().contract().version().text();
  }

  private static ContractFile file(String text) {
    return ContractFile.of("thing.odcs.yaml", text, url -> SCHEMA);
  }

  @Test
  void aNewVersionKeepsOrTakesAlongItsSchema() throws Exception {
    String wider =
        SCHEMA.replace("]}", ",{\"name\":\"b\",\"type\":[\"null\",\"int\"],\"default\":null}]}");
    registry.publisher().publish(contract("1.0.0", SCHEMA));
    Publication kept = registry.publisher().publish(contract("1.0.1", SCHEMA));
    Publication widened = registry.publisher().publish(contract("1.1.0", wider));

    assertThat(kept.schemaVersion()).isEqualTo("1.0.0");
    assertThat(widened.schemaVersion()).isEqualTo("1.1.0");
    assertThat(registry.contracts().load(id).contract().schema().getField("b")).isNotNull();
  }

  @Test
  void aSchemaThatConsumersCouldNotReadOnWithIsRefusedAndTheOldPairStaysInForce() throws Exception {
    registry.publisher().publish(contract("1.0.0", SCHEMA));
    String narrower = SCHEMA.replace("\"string\"", "\"int\"");
    ContractFile file =
        ContractFile.of(
            "thing.odcs.yaml",
            contract("2.0.0", SCHEMA).text().replace("logicalType: string", "logicalType: integer"),
            url -> narrower);

    assertThatThrownBy(() -> registry.publisher().publish(file))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("consumers");
    assertThat(registry.contracts().load(id).contract().contract().version()).hasToString("1.0.0");
  }

  @Test
  void goingBackToAnEarlierSchemaIsJudgedLikeAnyOther() throws Exception {
    String ofInt = SCHEMA.replace("\"string\"", "\"int\"");
    String ofLong = SCHEMA.replace("\"string\"", "\"long\"");
    registry.publisher().publish(integers("1.0.0", ofInt));
    registry.publisher().publish(integers("1.1.0", ofLong));

    assertThatThrownBy(() -> registry.publisher().publish(integers("1.2.0", ofInt)))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("INT not compatible with writer type: LONG")
        .hasMessageContaining("publish a new major version");
  }

  private ContractFile integers(String version, String schema) {
    return ContractFile.of(
        "thing.odcs.yaml",
        contract(version, schema).text().replace("logicalType: string", "logicalType: integer"),
        url -> schema);
  }

  @Test
  void aRuleThatAFailedPublicationLeftOutIsSetByTheNext() throws Exception {
    try (RegistryHttp http = new RegistryHttp(settings)) {
      register(http, id + ".v1-value", SCHEMA, Map.of());
    }
    String narrower = SCHEMA.replace("\"string\"", "\"int\"");

    assertThatThrownBy(() -> registry.publisher().publish(integers("1.0.0", narrower)))
        .isInstanceOf(PublicationRefusedException.class)
        .hasMessageContaining("consumers");
  }

  @Test
  void theArtifactShowsTheNewestVersionAndKeepsTheLabelsOfOthers() throws Exception {
    registry.publisher().publish(contract("1.0.0", SCHEMA));
    try (RegistryHttp http = new RegistryHttp(settings)) {
      http.put(Coordinates.contract(id), Map.of("labels", Map.of("cost-centre", "7")));

      registry.publisher().publish(contract("1.0.1", SCHEMA));

      assertThat(http.findObject(Coordinates.contract(id)).orElseThrow().path("labels"))
          .isEqualTo(
              new ObjectMapper()
                  .valueToTree(
                      Map.of(
                          "cost-centre", "7",
                          "sluice.productTopic", id + ".v1",
                          "sluice.status", "active",
                          "sluice.version", "1.0.1")));
    }
  }

  @Test
  void aContractThatIsRegisteredUnderAnotherNameIsNotLoaded() throws Exception {
    registry.publisher().publish(contract("1.0.0", SCHEMA));
    String other = SharedSandbox.uniqueName("publish.other");
    try (RegistryHttp http = new RegistryHttp(settings)) {
      copy(http, contract("1.0.0", SCHEMA), other);
    }

    assertThatThrownBy(() -> registry.contracts().load(other))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("calls itself " + id + ":1.0.0");
  }

  /** Registers a contract as somebody without Sluice might. */
  private void copy(RegistryHttp http, ContractFile file, String artifact) throws Exception {
    Map<String, Object> reference =
        Map.of("name", "../thing.avsc", "artifactId", id + ".v1-value", "version", "1.0.0");
    Map<String, Object> content =
        Map.of(
            "content",
            file.text(),
            "contentType",
            "application/x-yaml",
            "references",
            List.of(reference));
    assertThat(
            http.post(
                    "/groups/sluice/artifacts",
                    Map.of(
                        "artifactId",
                        artifact,
                        "artifactType",
                        Coordinates.CONTRACT_TYPE,
                        "firstVersion",
                        Map.of("version", "1.0.0", "content", content)))
                .isAccepted())
        .isTrue();
  }

  @Test
  void aContractWithErrorsIsNotPublished() {
    ContractFile file =
        ContractFile.of(
            "thing.odcs.yaml",
            contract("1.0.0", SCHEMA).text().replace("name: a", "name: z"),
            url -> SCHEMA);

    assertThatThrownBy(() -> registry.publisher().publish(file))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("has no field z");
  }

  @Test
  void anUnknownContractSaysSo() {
    assertThatThrownBy(() -> registry.contracts().load("nobody.knows"))
        .isInstanceOf(UnknownContractException.class);
  }

  @Test
  void aWritersSchemaIsFoundWithItsReferences() throws Exception {
    String inner = SharedSandbox.uniqueName("inner");
    long contentId;
    try (RegistryHttp http = new RegistryHttp(settings)) {
      register(http, inner, "{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"A\"]}", Map.of());
      contentId =
          register(
              http,
              inner + "-outer",
              "{\"type\":\"record\",\"name\":\"Outer\",\"fields\":"
                  + "[{\"name\":\"kind\",\"type\":\"Kind\"}]}",
              Map.of("name", "Kind", "groupId", "default", "artifactId", inner, "version", "1"));
    }

    SchemaLookup lookup = registry.byContentId(contentId);

    assertThat(lookup)
        .isInstanceOfSatisfying(
            SchemaLookup.Found.class,
            found ->
                assertThat(found.schema().getField("kind").schema().getType())
                    .isEqualTo(Schema.Type.ENUM));
  }

  private static long register(
      RegistryHttp http, String artifact, String schema, Map<String, String> reference)
      throws RegistryUnavailableException {
    Map<String, Object> content =
        Map.of(
            "content",
            schema,
            "contentType",
            "application/json",
            "references",
            reference.isEmpty() ? List.of() : List.of(reference));
    RegistryHttp.Answer answer =
        http.post(
            "/groups/default/artifacts",
            Map.of(
                "artifactId",
                artifact,
                "artifactType",
                "AVRO",
                "firstVersion",
                Map.of("content", content)));
    assertThat(answer.status()).isEqualTo(200);
    return http.object(answer).path("version").path("contentId").asLong();
  }
}
