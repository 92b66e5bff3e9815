package io.sluice.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Status;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.testing.RandomSchemas;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractDraftTest {

  // ---- any schema

  @Test
  void whateverWasWrittenWithASchemaKeepsItsDraft() {
    draftAndJudge(400, 20, 1);
  }

  @Test
  @Tag("full")
  void tenThousandSchemasAreDraftedFrom() {
    draftAndJudge(10_000, 20, 2);
  }

  private static void draftAndJudge(int schemas, int records, long seed) {
    Random random = new Random(seed);
    RandomSchemas randomSchemas = new RandomSchemas(random);
    RandomRecords randomRecords = new RandomRecords(random);
    Walk walk = new Walk();
    for (int i = 0; i < schemas; i++) {
      Schema schema = randomSchemas.next();
      ContractDraft draft = ContractDraft.of(schema);
      ContractFile file = read(draft);
      assertThat(file.findings()).as(draft.text()).isEmpty();
      Plan plan = file.compile().planFor(schema);
      for (int j = 0; j < records; j++) {
        byte[] bytes = Avro.bytes(randomRecords.next(schema), schema);
        assertThat(plan.judge(walk, bytes, 0, bytes.length))
            .as(draft::schemaText)
            .isEqualTo(Verdict.COMPLIANT);
      }
    }
  }

  private static ContractFile read(ContractDraft draft) {
    return ContractFile.of("draft", draft.text(), url -> draft.schemaText());
  }

  private static List<Property> properties(String... fields) {
    ContractFile file = read(ContractDraft.of(Avro.thing(fields)));
    assertThat(file.findings()).isEmpty();
    return file.contract().orElseThrow().topicObject().orElseThrow().properties();
  }

  private static Property property(String type) {
    return properties("{\"name\":\"x\",\"type\":" + type + "}").getFirst();
  }

  // ---- names

  @ParameterizedTest
  @CsvSource({
    "com.example.sales, OrderEvent, sales.order-event",
    "'', OrderEvent, order-event",
    "Sales_EU, HTTPRequestV2, sales-eu.http-request-v2",
    "org.tw, twitter_schema, tw.twitter-schema",
  })
  void theContractIsNamedAfterItsRecord(String namespace, String name, String id) {
    ContractDraft draft =
        ContractDraft.of(Schema.createRecord(name, null, namespace, false, List.of()));

    assertThat(draft.id()).isEqualTo(id);
    assertThat(draft.topic()).isEqualTo(id + ".v1");
    assertThat(draft.schemaUrl()).isEqualTo(name + ".avsc");
  }

  @Test
  void theTopicFollowsIdAndMajorVersionUnlessItIsGiven() {
    ContractDraft draft = ContractDraft.of(Avro.thing()).withId("a.b").withVersion("3.1.4");

    assertThat(draft.topic()).isEqualTo("a.b.v3");
    assertThat(draft.withTopic("c").topic()).isEqualTo("c");
  }

  @Test
  void aDraftIsNotInForce() {
    assertThat(read(ContractDraft.of(Avro.thing())).contract().orElseThrow().status())
        .isEqualTo(Status.DRAFT);
  }

  @Test
  void aSchemaThatIsNoRecordGivesNoContract() {
    assertThatThrownBy(() -> ContractDraft.of(Avro.schema("\"string\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of type string");
  }

  // ---- schemas of older writers

  @Test
  void namespacesOfNestedClassesAreMadeLawfulAndTheirRecordsStillKeepTheContract() {
    Schema written =
        unchecked(
            """
            {"type":"record","name":"User","namespace":"com.acme.Program$","doc":"d","x":1,"fields":[
              {"name":"friends","type":{"type":"array","java-class":"java.util.List","items":
                {"type":"record","name":"Friend","namespace":"com.acme.A$B","fields":[
                  {"name":"pet","type":{"type":"record","name":"Pet","fields":[]}},
                  {"name":"of","type":["null","com.acme.Program$.User"],"default":null,
                   "aliases":["by"]}]}}}]}
            """);
    ContractDraft draft = ContractDraft.of(written);
    ContractFile file = read(draft);

    assertThat(file.findings()).isEmpty();
    assertThat(draft.id()).isEqualTo("program.user");
    assertThat(draft.changes())
        .containsExactly(
            "namespace com.acme.Program$ is com.acme.Program: Avro allows no $",
            "namespace com.acme.A$B is com.acme.A_B: Avro allows no $");
    assertThat(draft.schemaText()).contains("\"x\" : 1", "java-class", "\"by\"");
    RandomRecords records = new RandomRecords(new Random(6));
    Plan plan = file.compile().planFor(written);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = Avro.bytes(records.next(written), written);
      assertThat(plan.judge(new Walk(), bytes, 0, bytes.length)).isEqualTo(Verdict.COMPLIANT);
    }
  }

  @Test
  void defaultsThatAreNotOfTheirTypeAreLeftOut() {
    Schema written =
        unchecked(
            """
            {"type":"record","name":"User","fields":[
              {"name":"n","type":"int","default":"none","doc":"d","aliases":["m"]},
              {"name":"o","type":"int","default":7}]}
            """);
    ContractDraft draft = ContractDraft.of(written);

    assertThat(read(draft).findings()).isEmpty();
    assertThat(draft.changes()).containsExactly("field n has no default: it was not of its type");
    assertThat(draft.schemaText()).contains("\"m\"").containsOnlyOnce("default").contains("7");
  }

  @Test
  void namesThatCanNotBeMendedAreFindings() {
    Schema written =
        unchecked(
            "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"a-b\",\"type\":\"int\"}]}");

    assertThat(read(ContractDraft.of(written)).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo("schema.invalid"));
  }

  /** A schema as Avro reads it from a file, which it does not hold to its rules. */
  private static Schema unchecked(String json) {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(json);
  }

  // ---- fields

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"boolean\" | BOOLEAN |",
        "\"int\" | INTEGER | int",
        "\"long\" | INTEGER | long",
        "\"float\" | NUMBER | float",
        "\"string\" | STRING |",
        "\"bytes\" | | bytes",
        "\"null\" | | null",
        "{\"type\":\"int\",\"logicalType\":\"date\"} | DATE |",
        "{\"type\":\"long\",\"logicalType\":\"time-micros\"} | TIME | time-micros",
        "{\"type\":\"long\",\"logicalType\":\"local-timestamp-nanos\"} | TIMESTAMP | local-timestamp-nanos",
        "{\"type\":\"string\",\"logicalType\":\"uuid\"} | STRING | uuid",
        "{\"type\":\"string\",\"logicalType\":\"unheard-of\"} | STRING |",
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2} | NUMBER | decimal(9,2)",
        "{\"type\":\"bytes\",\"logicalType\":\"big-decimal\"} | | big-decimal",
        "{\"type\":\"fixed\",\"name\":\"f\",\"size\":4} | | fixed(4)",
        "{\"type\":\"fixed\",\"name\":\"f\",\"size\":4,\"logicalType\":\"decimal\",\"precision\":9} | NUMBER | decimal(9,0)",
        "{\"type\":\"fixed\",\"name\":\"f\",\"size\":16,\"logicalType\":\"uuid\"} | STRING | uuid",
        "{\"type\":\"fixed\",\"name\":\"f\",\"size\":12,\"logicalType\":\"duration\"} | | duration",
        "{\"type\":\"enum\",\"name\":\"Kind\",\"symbols\":[\"A\"]} | STRING | Kind",
        "{\"type\":\"map\",\"values\":\"int\"} | OBJECT | map",
        "{\"type\":\"map\",\"values\":{\"type\":\"array\",\"items\":\"int\"}} | | map",
        "[\"null\",\"int\"] | INTEGER | int",
        "[\"int\",\"string\",\"null\"] | | union of int, string"
      })
  void theStandardsTypeAndAvrosStandSideBySide(
      String type, LogicalType logicalType, String physicalType) {
    Property property = property(type);

    assertThat(property.logicalType()).isEqualTo(logicalType);
    assertThat(property.physicalType()).isEqualTo(physicalType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"null\",\"int\"]", "[\"int\",\"null\",\"string\"]", "\"null\""})
  void whatMayBeNullIsNotRequired(String type) {
    assertThat(property(type).required()).isFalse();
  }

  @Test
  void documentationIsKeptWordForWordButForItsLines() {
    List<Property> properties =
        properties(
            "{\"name\":\"null\",\"type\":\"int\",\"doc\":\"yes\"}",
            "{\"name\":\"b\",\"type\":\"int\",\"doc\":\"a: b # c\\n  \\\"d\\\" \\\\ \\u0000\"}",
            "{\"name\":\"c\",\"type\":\"int\",\"doc\":\"" + "word: # ".repeat(40) + "\"}");

    assertThat(properties)
        .extracting(Property::description)
        .containsExactly("yes", "a: b # c \"d\" \\ \u0000", "word: # ".repeat(40).strip());
  }

  @Test
  void recordsInArraysAndMapsAreWrittenOut() {
    String line =
        "{\"type\":\"record\",\"name\":\"Line\",\"fields\":[{\"name\":\"sku\",\"type\":\"string\"}]}";

    List<Property> properties =
        properties(
            "{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":" + line + "}}",
            "{\"name\":\"byKey\",\"type\":{\"type\":\"map\",\"values\":\"Line\"}}");

    assertThat(properties)
        .extracting(p -> Objects.requireNonNull(p.items()).properties().getFirst().name())
        .containsExactly("sku", "sku");
  }

  @Test
  void aRecordWithinItselfIsWrittenOutOnce() {
    ContractDraft draft =
        ContractDraft.of(Avro.thing("{\"name\":\"next\",\"type\":[\"null\",\"thing\"]}"));

    assertThat(draft.text())
        .contains("# thing within itself: its properties stand above.")
        .containsOnlyOnce("name: next");
  }

  @Test
  void recordsThatHoldEachOtherTwiceAreWrittenOutInBoundedSpace() {
    StringBuilder type = new StringBuilder("\"int\"");
    for (int i = 0; i < 200; i++) {
      String inner = i == 0 ? "\"int\"" : "\"T" + (i - 1) + "\"";
      type =
          new StringBuilder(
              "{\"type\":\"record\",\"name\":\"T%d\",\"fields\":[{\"name\":\"a\",\"type\":%s},{\"name\":\"b\",\"type\":%s}]}"
                  .formatted(i, type, inner));
    }

    ContractFile file = read(ContractDraft.of(Avro.schema(type.toString())));

    assertThat(file.findings()).isEmpty();
    assertThat(file.text().length()).isLessThan(2_000_000);
  }
}
