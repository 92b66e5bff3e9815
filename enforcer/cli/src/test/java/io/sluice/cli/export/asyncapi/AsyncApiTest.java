package io.sluice.cli.export.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SpecVersion;
import io.sluice.cli.export.Products;
import io.sluice.cli.export.Schemas;
import io.sluice.cli.export.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {

  private static final JsonSchema STANDARD =
      Schemas.of("/asyncapi/asyncapi-3.0.0.json", SpecVersion.VersionFlag.V7);

  static List<Product> products() {
    return Products.all();
  }

  private static JsonNode document(Product product) {
    return Schemas.read(AsyncApiDocument.of(product));
  }

  @ParameterizedTest
  @MethodSource("products")
  void documentsAreWhatTheStandardsSchemaAllows(Product product) {
    assertThat(Schemas.findings(STANDARD, AsyncApiDocument.of(product))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsNone() {
    var document = AsyncApiDocument.of(Products.described());
    document.put("channels", "none");

    assertThat(Schemas.findings(STANDARD, document)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("products")
  void whatADocumentRefersToIsInIt(Product product) {
    JsonNode document = document(product);

    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse());
  }

  @ParameterizedTest
  @MethodSource("products")
  void thePayloadIsTheContractsSchema(Product product) {
    JsonNode payload = document(product).at("/components/messages/record/payload");

    assertThat(payload.path("schemaFormat").asText())
        .isEqualTo("application/vnd.apache.avro+json;version=1.9.0");
    assertThat(new Schema.Parser().parse(payload.path("schema").toString()))
        .isEqualTo(product.schema());
  }

  @Test
  void channelsAreTheProductTopicAndTheDeadLetterTopic() {
    JsonNode channels = document(Products.described()).path("channels");

    assertThat(channels.findValuesAsText("address"))
        .containsExactly("tests.described.v1", "dlq.tests.described.v1");
    assertThat(channels.at("/product/bindings/kafka/topic").asText())
        .isEqualTo("tests.described.v1");
  }

  @Test
  void headersAreThoseThatTheContractBringsAbout() {
    JsonNode messages = document(Products.described()).at("/components/messages");
    JsonNode plain =
        document(Products.of(Products.PLAIN.resolve("contract.odcs.yaml")))
            .at("/components/messages");

    assertThat(messages.at("/record/headers/properties").fieldNames())
        .toIterable()
        .contains("sluice.contract", "sluice.keys", "sluice.deprecated")
        .doesNotContain("sluice.shadowed");
    assertThat(messages.at("/deadLetter/headers/properties").fieldNames())
        .toIterable()
        .contains("sluice.violations", "sluice.sealed", "__streams.errors.offset");
    assertThat(plain.at("/record/headers/properties").fieldNames())
        .toIterable()
        .doesNotContain("sluice.keys", "sluice.deprecated");
    assertThat(plain.at("/deadLetter/headers/properties").fieldNames())
        .toIterable()
        .doesNotContain("sluice.sealed");
  }

  @Test
  void consumersMayRelyOnTheStampsThatTheContractHas() throws IOException {
    String text = Files.readString(Products.DESCRIBED.resolve("contract.odcs.yaml"));
    String stamped =
        text.replace(
            "\ncustomProperties:\n",
            "\ncustomProperties:\n  - {property: sluice.stamps, value: [timestamp]}\n");
    JsonNode messages = document(Products.ofText(stamped)).at("/components/messages");

    assertThat(stamped).isNotEqualTo(text);
    assertThat(messages.at("/record/headers/required"))
        .extracting(JsonNode::asText)
        .containsExactly("sluice.timestamp");
    assertThat(messages.at("/record/headers/properties").has("sluice.contract")).isFalse();
    assertThat(messages.at("/deadLetter/headers/required"))
        .extracting(JsonNode::asText)
        .contains("sluice.contract", "sluice.timestamp");
  }

  @ParameterizedTest
  @CsvSource({
    "registry, payload, confluent",
    "registry-8byte, payload, apicurio-legacy",
    "headers, header, ''",
    "none, '', ''",
  })
  void theBindingSaysWhereTheSchemasIdStands(String framing, String location, String encoding)
      throws IOException {
    String text =
        Files.readString(Products.DESCRIBED.resolve("contract.odcs.yaml"))
            + "  - {property: sluice.framing, value: "
            + framing
            + "}\n";

    JsonNode binding =
        document(Products.ofText(text)).at("/components/messages/record/bindings/kafka");

    assertThat(binding.path("schemaIdLocation").asText()).isEqualTo(location);
    assertThat(binding.path("schemaIdPayloadEncoding").asText()).isEqualTo(encoding);
  }
}
