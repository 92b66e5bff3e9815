package io.sluice.engine.plan;

import static io.sluice.engine.testing.Contracts.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {

  private static final String DECIMAL_2 =
      "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}";

  private static String named(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + "}";
  }

  private static List<Violation> differences(Schema reader, Schema writer, Contract contract) {
    return Avro.judge(contract, reader, writer, new byte[0]).violations();
  }

  @Test
  void renamedFieldIsASchemaViolationThatNamesTheRename() {
    // Given
    Schema reader = Avro.thing(named("order_id", "\"string\""), named("order_value", DECIMAL_2));
    Schema writer =
        Avro.thing(named("order_id", "\"string\""), named("order_total_usd", DECIMAL_2));

    // When
    List<Violation> violations = differences(reader, writer, Contracts.of());

    // Then
    assertThat(violations)
        .containsExactly(
            new Violation(
                ViolationClass.SCHEMA,
                "schema.missingField",
                "order_value",
                "field order_value is missing; the writer has order_total_usd of the same type:"
                    + " a rename?"));
  }

  @Test
  void renameHiddenBehindADefaultBreaksRequiredInEveryRecordAndIsNamed() {
    // Given
    Schema reader =
        Avro.thing(
            "{\"name\":\"order_value\",\"type\":[\"null\"," + DECIMAL_2 + "],\"default\":null}");
    Schema writer = Avro.thing(named("order_total_usd", DECIMAL_2));
    Contract contract = Contracts.of(field("order_value", new Constraint.Required()));

    // When
    Verdict verdict = Avro.judge(contract, reader, writer, new byte[] {2, 1});

    // Then
    assertThat(Avro.broken(verdict)).containsExactly("order_value.required@order_value");
    assertThat(verdict.violations().getFirst().violationClass()).isEqualTo(ViolationClass.RULE);
    assertThat(verdict.violations().getFirst().message()).contains("order_total_usd", "rename");
  }

  @Test
  void severalCandidatesForARenameAreToldApartByTheirWords() {
    Schema reader = Avro.thing(named("unit_price", "\"int\""));
    Schema writer = Avro.thing(named("count", "\"int\""), named("price_per_unit", "\"int\""));

    assertThat(differences(reader, writer, Contracts.of()).getFirst().message())
        .contains("price_per_unit");
  }

  @Test
  void missingFieldWithADefaultIsFineWhereTheDefaultIs() {
    Schema reader = Avro.thing("{\"name\":\"f\",\"type\":\"int\",\"default\":7}");
    Schema writer = Avro.thing();
    Contract upToFive = Contracts.of(field("f", new Constraint.Maximum("5", false)));

    assertThat(Avro.judge(Contracts.of(), reader, writer, new byte[0])).isSameAs(Verdict.COMPLIANT);
    assertThat(Avro.broken(Avro.judge(upToFive, reader, writer, new byte[0])))
        .containsExactly("f.maximum@f");
  }

  @ParameterizedTest(name = "{0} read as {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "string" | "int"  | schema.fieldType
          "long"   | "int"  | schema.fieldType
          "double" | "float" | schema.fieldType
          ["null","string"] | ["null","int"] | schema.fieldType
          "string" | ["null","int"] | schema.fieldType
          {"type":"long","logicalType":"timestamp-micros"} | {"type":"long","logicalType":"timestamp-millis"} | schema.logicalType
          "long" | {"type":"long","logicalType":"timestamp-millis"} | schema.logicalType
          ["null",{"type":"long","logicalType":"timestamp-micros"}] | ["null",{"type":"long","logicalType":"timestamp-millis"}] | schema.logicalType
          {"type":"bytes","logicalType":"decimal","precision":12,"scale":4} | {"type":"bytes","logicalType":"decimal","precision":12,"scale":2} | schema.logicalType
          {"type":"bytes","logicalType":"decimal","precision":14,"scale":2} | {"type":"bytes","logicalType":"decimal","precision":12,"scale":2} | schema.logicalType
          {"type":"fixed","name":"x","size":3} | {"type":"fixed","name":"x","size":4} | schema.fieldType
          {"type":"array","items":"string"} | {"type":"array","items":"int"} | schema.fieldType
          {"type":"map","values":"string"} | {"type":"map","values":"int"} | schema.fieldType
          {"type":"record","name":"r","fields":[]} | {"type":"record","name":"r","fields":[{"name":"g","type":"int"}]} | schema.missingField
          """)
  void changesThatEveryRecordSuffersFromAreDifferences(
      String writerType, String readerType, String rule) {
    Schema reader = Avro.thing(named("f", readerType));
    Schema writer = Avro.thing(named("f", writerType));

    assertThat(differences(reader, writer, Contracts.of()))
        .extracting("rule")
        .containsExactly(rule);
  }

  @ParameterizedTest(name = "{0} read as {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "int"    | "long"
          "int"    | "double"
          "long"   | "float"
          "float"  | "double"
          "string" | "bytes"
          "bytes"  | "string"
          "int"    | ["null","int"]
          ["null","int"] | ["int","null"]
          {"type":"string","logicalType":"uuid"} | "string"
          {"type":"bytes","logicalType":"decimal","precision":10,"scale":2} | {"type":"bytes","logicalType":"decimal","precision":12,"scale":2}
          """)
  void changesThatDecodeAndMeanTheSameAreNone(String writerType, String readerType) {
    Schema reader = Avro.thing(named("f", readerType));
    Schema writer = Avro.thing(named("f", writerType));

    assertThat(CompiledContract.of(Contracts.of(), reader).planFor(writer))
        .isInstanceOf(Plan.Walking.class);
  }

  @Test
  void noRecordOfAWriterCanComplyThatLacksWhatIsDemanded() {
    Schema writer = Avro.thing(named("f", "\"int\""));
    Schema reader =
        Avro.thing(
            named("f", "\"int\""), "{\"name\":\"g\",\"type\":[\"null\",\"int\"],\"default\":null}");

    assertThat(CompiledContract.of(Contracts.of(), reader).planFor(writer).mayComply()).isTrue();
    assertThat(
            CompiledContract.of(Contracts.of(field("g", new Constraint.Required())), reader)
                .planFor(writer)
                .mayComply())
        .isFalse();
    assertThat(CompiledContract.of(Contracts.of(), writer).planFor(reader).mayComply()).isTrue();
    assertThat(
            CompiledContract.of(Contracts.of(), writer)
                .planFor(Avro.thing(named("g", "\"int\"")))
                .mayComply())
        .isFalse();
  }

  @Test
  void promotedNumbersAreHeldToTheContractsBounds() {
    Schema reader = Avro.thing(named("f", "\"double\""));
    Schema writer = Avro.thing(named("f", "\"int\""));
    Contract contract = Contracts.of(field("f", new Constraint.Minimum("2.5", false)));

    assertThat(Avro.judge(contract, reader, writer, new byte[] {6})).isSameAs(Verdict.COMPLIANT);
    assertThat(Avro.broken(Avro.judge(contract, reader, writer, new byte[] {4})))
        .containsExactly("f.minimum@f");
  }

  @Test
  void aNullableWriterDecodesUntilARecordIsNull() {
    Schema reader = Avro.thing(named("f", "\"int\""));
    Schema writer = Avro.thing(named("f", "[\"null\",\"int\"]"));

    assertThat(Avro.judge(Contracts.of(), reader, writer, new byte[] {2, 2}))
        .isSameAs(Verdict.COMPLIANT);
    assertThat(Avro.broken(Avro.judge(Contracts.of(), reader, writer, new byte[] {0})))
        .containsExactly("schema.nullValue@f");
    assertThat(
            Avro.broken(
                Avro.judge(
                    Contracts.of(field("f", new Constraint.Required())),
                    reader,
                    writer,
                    new byte[] {0})))
        .containsExactly("f.required@f");
  }

  @Test
  void unionBranchesAreJudgedPerRecord() {
    Schema reader = Avro.thing(named("f", "[\"int\",\"string\"]"));
    Schema writer = Avro.thing(named("f", "[\"int\",\"boolean\"]"));

    assertThat(Avro.judge(Contracts.of(), reader, writer, new byte[] {0, 2}))
        .isSameAs(Verdict.COMPLIANT);
    assertThat(Avro.broken(Avro.judge(Contracts.of(), reader, writer, new byte[] {2, 1})))
        .containsExactly("schema.unionBranch@f");
  }

  @Test
  void enumSymbolsAreJudgedPerRecord() {
    Schema reader =
        Avro.thing(named("f", "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"A\"]}"));
    Schema lenient =
        Avro.thing(
            named("f", "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"A\"],\"default\":\"A\"}"));
    Schema writer =
        Avro.thing(named("f", "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"B\",\"A\"]}"));

    assertThat(Avro.judge(Contracts.of(), reader, writer, new byte[] {2}))
        .isSameAs(Verdict.COMPLIANT);
    assertThat(Avro.broken(Avro.judge(Contracts.of(), reader, writer, new byte[] {0})))
        .containsExactly("schema.enumSymbol@f");
    assertThat(Avro.judge(Contracts.of(), lenient, writer, new byte[] {0}))
        .isSameAs(Verdict.COMPLIANT);
  }

  @Test
  void fieldsThatTheWriterAddsOrReordersAreReadForTheirStructureAlone() {
    Schema reader = Avro.thing(named("a", "\"int\""), named("b", "\"boolean\""));
    Schema writer =
        Avro.thing(named("b", "\"boolean\""), named("new", "\"string\""), named("a", "\"int\""));
    Contract contract = Contracts.of(field("a", new Constraint.Minimum("2", false)));

    assertThat(Avro.broken(Avro.judge(contract, reader, writer, new byte[] {1, 0, 2})))
        .containsExactly("a.minimum@a");
    assertThat(Avro.broken(Avro.judge(contract, reader, writer, new byte[] {1, 2, -1, 2})))
        .containsExactly("structure.utf8@new");
  }

  @Test
  void aFieldIsFoundByTheContractsAlias() {
    Schema reader = Avro.thing("{\"name\":\"value\",\"aliases\":[\"amount\"],\"type\":\"int\"}");
    Schema writer = Avro.thing(named("amount", "\"int\""));
    Contract contract = Contracts.of(field("value", new Constraint.Minimum("2", false)));

    assertThat(Avro.broken(Avro.judge(contract, reader, writer, new byte[] {2})))
        .containsExactly("value.minimum@value");
  }

  @Test
  void anotherRecordNameIsADifferenceWhateverItsNamespaceIsNot() {
    Schema reader = Avro.thing();
    Schema other = Schema.createRecord("other", null, "n", false, List.of());
    Schema elsewhere = Schema.createRecord("thing", null, "n", false, List.of());

    assertThat(differences(reader, other, Contracts.of()))
        .extracting("rule")
        .containsExactly("schema.recordName");
    assertThat(differences(reader, elsewhere, Contracts.of())).isEmpty();
  }

  @Test
  void recordsOfIgnoredTypesBelongToOthers() {
    Contract contract =
        Contracts.of(List.of(Contracts.custom("sluice.ignoreTypes", List.of("n.other"))));
    CompiledContract compiled = CompiledContract.of(contract, Avro.thing());

    assertThat(compiled.ignores(Schema.createRecord("other", null, "n", false, List.of())))
        .isTrue();
    assertThat(compiled.ignores(Avro.thing())).isFalse();
  }

  @Test
  void aSchemaThatHoldsItselfIsCompiledAndJudged() {
    Schema schema =
        Avro.schema(
            """
            {"type":"record","name":"thing","fields":[
              {"name":"value","type":"int"},
              {"name":"children","type":{"type":"array","items":"thing"}}]}""");
    Schema wider = Avro.schema(schema.toString().replace("\"int\"", "\"long\""));
    GenericData.Record leaf = Avro.record(schema, 5, List.of());
    GenericData.Record root = Avro.record(schema, 1, List.of(leaf, leaf));
    Contract contract = Contracts.of(field("value", new Constraint.Maximum("4", false)));

    Verdict verdict = Avro.judge(contract, wider, schema, Avro.bytes(root, schema));

    assertThat(verdict).isSameAs(Verdict.COMPLIANT);
  }
}
