package io.sluice.cli.letter.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.Written;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.letter.LetterOpener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** What who is on call sees of a decoded value that holds personal data. */
class CoverTest {

  private static final String FIELDS =
      """
      {"name": "name", "type": ["null", "string"]},
      {"name": "email", "type": "string"},
      {"name": "card", "type": "string"},
      {"name": "born", "type": {"type": "int", "logicalType": "date"}},
      {"name": "income", "type": "long"},
      {"name": "phones", "type": {"type": "map", "values": "string"}},
      {"name": "addresses", "type": {"type": "array", "items":
        {"type": "record", "name": "Address", "fields": [
          {"name": "street", "type": "string"},
          {"name": "country", "type": "string"}]}}},
      {"name": "plan", "type": "string"}""";

  private static final Schema OWN = schema(FIELDS);

  private static final CompiledContract CONTRACT =
      ContractFile.of(
              "customers.odcs.yaml",
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: test.customers
              version: 1.0.0
              status: active
              schema:
                - name: Customer
                  physicalType: topic
                  physicalName: test.customers.v1
                  authoritativeDefinitions: [{type: implementation, url: customer.avsc}]
                  properties:
                    - {name: name, logicalType: string, classification: pii,
                       customProperties: [{property: sluice.masking, value: redact}]}
                    - {name: email, logicalType: string, classification: pii,
                       customProperties: [{property: sluice.masking, value: {partial: {keepDomain: true}}}]}
                    - {name: card, logicalType: string, classification: pii,
                       customProperties: [{property: sluice.masking, value: {partial: {keepLast: 4}}}]}
                    - {name: born, logicalType: date, classification: pii,
                       customProperties: [{property: sluice.masking, value: {partial: {cutTo: month}}}]}
                    - {name: income, logicalType: integer, classification: pii,
                       customProperties: [{property: sluice.masking, value: {generalise: {bucket: 1000}}}]}
                    - name: phones
                      classification: pii
                      customProperties: [{property: sluice.masking, value: redact}]
                    - name: addresses
                      logicalType: array
                      items:
                        logicalType: object
                        properties:
                          - {name: street, logicalType: string, classification: pii,
                             customProperties: [{property: sluice.masking, value: {hash: {key: customers}}}]}
                          - {name: country, logicalType: string}
              """,
              url -> OWN.toString())
          .compile();

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\": \"record\", \"name\": \"Customer\", \"fields\": [" + fields + "]}");
  }

  private static GenericRecordBuilder customer(Schema schema) {
    Schema address = schema.getField("addresses").schema().getElementType();
    return new GenericRecordBuilder(schema)
        .set("name", "Ann")
        .set("email", "ann@mail.test")
        .set("card", "4111111111111234")
        .set("born", 10_000)
        .set("income", 56_789L)
        .set("phones", Map.of("home", "030"))
        .set(
            "addresses",
            List.of(
                new GenericRecordBuilder(address)
                    .set("street", "High 1")
                    .set("country", "DE")
                    .build()))
        .set("plan", "gold");
  }

  private static String shown(GenericRecord record) {
    Cover cover = Cover.of(CONTRACT.contract(), CONTRACT.schema());
    return String.join("\n", ValueLines.of(record.getSchema(), record, cover, List.of())) + "\n";
  }

  @Test
  void eachFieldIsShownAsItsMaskLeavesIt() {
    assertThat(shown(customer(OWN).build()))
        .isEqualTo(
            """
            name         (redacted)
            email        ***@mail.test
            card         ************1234
            born         1997-05
            income       56000
            phones       (1 masked)
            addresses
              [0]
                street   (hashed)
                country  "DE"
            plan         "gold"
            """);
  }

  @Test
  void nullStaysNull() {
    assertThat(shown(customer(OWN).set("name", null).build())).containsPattern("(?m)^name +null$");
  }

  @Test
  void ofAValueThatIsNotAsItsMaskExpectsNothingIsShown() {
    assertThat(shown(customer(OWN).set("email", "no address").set("card", "12").build()))
        .containsPattern("(?m)^email +\\(masked\\)$")
        .containsPattern("(?m)^card +\\(masked\\)$");
  }

  @Test
  void whatTheContractsSchemaDoesNotHaveIsNotShown() {
    Schema renamed =
        schema(
            FIELDS.replace("\"email\"", "\"mail\"")
                + ", {\"name\": \"extra\", \"type\": "
                + "{\"type\": \"record\", \"name\": \"E\", \"fields\": [{\"name\": \"x\", \"type\": \"int\"}]}}");
    Schema extra = renamed.getField("extra").schema();
    GenericRecord record = customer(schema(FIELDS)).build();
    GenericRecordBuilder other = new GenericRecordBuilder(renamed);
    for (Schema.Field field : renamed.getFields()) {
      switch (field.name()) {
        case "mail" -> other.set(field, "ann@mail.test");
        case "extra" -> other.set(field, new GenericRecordBuilder(extra).set("x", 1).build());
        default -> other.set(field, record.get(field.name()));
      }
    }

    assertThat(shown(other.build()))
        .containsPattern("(?m)^mail +\\(undeclared\\)$")
        .containsPattern("(?m)^extra +\\(undeclared\\)$")
        .doesNotContain("mail.test");
  }

  @Test
  void jsonSaysOfEachFieldWhetherItIsMasked() {
    Object json =
        ValueJson.of(OWN, customer(OWN).build(), Cover.of(CONTRACT.contract(), CONTRACT.schema()));

    assertThat(json)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("email", Map.of("masked", "***@mail.test"))
        .containsEntry("plan", "gold");
  }

  @Test
  void aForeignRecordInTheTopicOfSuchAContractIsShownOnlyInClear() {
    Letter foreign = Letter.of(Written.record(0, 1, "Ann".getBytes(UTF_8)));

    assertThat(printed(foreign, false))
        .contains("--clear shows them")
        .doesNotContain("Ann", "41 6e");
    assertThat(printed(foreign, true)).contains("Ann");
  }

  private static String printed(Letter letter, boolean isClear) {
    StringWriter text = new StringWriter();
    new LetterPrinter(
            new Explainer(
                ContractBook.none("no registry is named"),
                new LetterOpener(null),
                CONTRACT,
                isClear))
        .print(letter, new PrintWriter(text, true));
    return text.toString();
  }
}
