package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;

/** Where contracts and their schemas stand in a registry. */
final class Coordinates {

  /** The group of contracts. */
  static final String CONTRACT_GROUP = "sluice";

  static final String CONTRACT_TYPE = "ODCS_CONTRACT";

  /** The group of schemas: where consumers' deserializers look by default. */
  static final String SCHEMA_GROUP = "default";

  /** The artifact of the organisation's words for how sensitive values are, beside contracts. */
  static final String CLASSIFICATIONS = "sluice.classifications";

  private Coordinates() {}

  static String contract(String id) {
    return RegistryHttp.path("groups", CONTRACT_GROUP, "artifacts", id);
  }

  static String contractVersion(String id, String version) {
    return contract(id) + RegistryHttp.path("versions", version);
  }

  /** The version of an artifact that was registered last. */
  static String latest(String artifact) {
    return artifact + "/versions/branch=latest";
  }

  static String schemaArtifact(String productTopic) {
    return productTopic + "-value";
  }

  static String schema(String productTopic) {
    return RegistryHttp.path("groups", SCHEMA_GROUP, "artifacts", schemaArtifact(productTopic));
  }

  /** The version that a reference names; the registry leaves out the default group. */
  static String referenced(JsonNode reference) {
    return RegistryHttp.path(
        "groups",
        reference.path("groupId").asText(SCHEMA_GROUP),
        "artifacts",
        reference.path("artifactId").asText(),
        "versions",
        reference.path("version").asText());
  }
}
