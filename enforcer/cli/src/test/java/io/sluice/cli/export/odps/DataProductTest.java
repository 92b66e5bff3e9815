package io.sluice.cli.export.odps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SpecVersion;
import io.sluice.cli.export.Goldens;
import io.sluice.cli.export.Products;
import io.sluice.cli.export.Schemas;
import io.sluice.cli.export.YamlDocuments;
import io.sluice.cli.export.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DataProductTest {

  private static final JsonSchema STANDARD =
      Schemas.of("/odps/odps-1.0.0.json", SpecVersion.VersionFlag.V201909);

  private static String text() throws IOException {
    return Files.readString(Products.DESCRIBED.resolve("contract.odcs.yaml"));
  }

  private static JsonNode document(String id, Product... products) {
    return Schemas.read(Objects.requireNonNull(DataProductDocument.of(List.of(products)).get(id)));
  }

  @Test
  void documentsAreWhatTheStandardAllows() {
    Map<String, Map<String, Object>> documents = DataProductDocument.of(Products.all());

    assertThat(documents).hasSameSizeAs(Products.all());
    assertThat(documents.values())
        .allSatisfy(document -> assertThat(Schemas.findings(STANDARD, document)).isEmpty());
  }

  @Test
  void theSchemaRefusesWhatIsNone() {
    Map<String, Object> document =
        DataProductDocument.of(List.of(Products.described())).values().iterator().next();
    document.put("outputPorts", List.of(Map.of("name", "without a version")));

    assertThat(Schemas.findings(STANDARD, document)).isNotEmpty();
  }

  @Test
  void aProductIsTheOneOnFile() throws IOException {
    Goldens.assertIsOnFile(
        Products.DESCRIBED.resolve("odps.yaml"),
        YamlDocuments.write(
            List.copyOf(DataProductDocument.of(List.of(Products.described())).values())));
  }

  @Test
  void majorsAreOutputPortsOfOneProductWhoseStatusIsOfTheForemost() throws IOException {
    Product next =
        Products.ofText(
            text()
                .replace("version: 1.1.0", "version: 2.0.0")
                .replace("status: deprecated", "status: active")
                .replace("tests.described.v1", "tests.described.v2"));

    JsonNode document = document("tests & <trials>.visits", Products.described(), next);

    assertThat(document.path("status").asText()).isEqualTo("active");
    assertThat(document.path("version").asText()).isEqualTo("2.0.0");
    assertThat(document.path("outputPorts").findValuesAsText("name"))
        .containsExactly("tests.described.v1", "tests.described.v2");
    assertThat(document.path("team")).hasSize(2);
  }

  @Test
  void aContractThatNamesNoProductIsOne() throws IOException {
    Product product = Products.ofText(text().replace("dataProduct: visits\n", ""));

    assertThat(document("tests.described", product).path("name").asText()).startsWith("Visits");
  }

  @Test
  void whereAPopulationIsReadFromIsAnInputContract() throws IOException {
    Product other =
        Products.ofText(
            text()
                .replace("id: tests.described", "id: tests.desks")
                .replace("dataProduct: visits", "dataProduct: desks")
                .replace("tests.described.v1", "tests.desks.v1"));
    Product product =
        Products.ofText(
            text()
                .replaceFirst(
                    "    quality:\n",
                    "    quality:\n"
                        + "      - {id: every-desk, type: custom, engine: sluice, implementation:"
                        + " {metric: populationCoverage, key: visit_id,"
                        + " population: {topic: tests.desks.v1, key: visit_id},"
                        + " window: {calendar: P1D}, element: Visit.at, mustBe: 100}}\n"));

    assertThat(
            document("tests & <trials>.visits", product, other).at("/outputPorts/0/inputContracts"))
        .hasToString("[{\"id\":\"tests.desks\",\"version\":\"1.1.0\"}]");
  }

  @Test
  void channelsWithoutAnAddressAreSaidToBeLeftOut() {
    assertThat(DataProductDocument.notes(List.of(Products.described())))
        .containsExactly(
            "tests.described:1: support channel in person is left out, since the standard wants an"
                + " address for it");
  }
}
