package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.NoSuchFileException;
import java.util.Map;
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
    assertThat(registry.byContentId(loaded.schemaId()))
        .isEqualTo(new SchemaLookup.Found(loaded.contract().schema()));
  }

  @Test
  void theRegistryGivesBackTheVeryTextThatWasPublished() throws Exception {
    ContractFile file = contract("1.0.0", SCHEMA);
    registry.publisher().publish(file);

    try (RegistryHttp http = new RegistryHttp(settings)) {
      assertThat(http.get(Coordinates.contractVersion(id, "1.0.0") + "/content").text())
          .isEqualTo(file.text());
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
  void aNewVersionKeepsOrTakesAlongItsSchema() throws Exception {
    String wider =
        SCHEMA.replace("]}", ",{\"name\":\"b\",\"type\":[\"null\",\"int\"],\"default\":null}]}");
    registry.publisher().publish(contract("1.0.0", SCHEMA));
    Publication kept = registry.publisher().publish(contract("1.0.1", SCHEMA));
    Publication widened = registry.publisher().publish(contract("1.1.0", wider));

    assertThat(kept.schemaVersion()).isEqualTo("1");
    assertThat(widened.schemaVersion()).isEqualTo("2");
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
            reference.isEmpty() ? java.util.List.of() : java.util.List.of(reference));
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
    return http.json(answer).path("version").path("contentId").asLong();
  }
}
