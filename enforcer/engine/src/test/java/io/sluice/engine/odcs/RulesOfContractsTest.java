package io.sluice.engine.odcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Finding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a document's keys become in the model. */
class RulesOfContractsTest {

  @Test
  void rulesStandInTheOrderOfTheDocument() {
    Property field =
        field(
            """
            quality: [{metric: nullValues, mustBe: 0}]
            logicalTypeOptions: {maximum: 9, multipleOf: 0.5, minimum: 1}
            logicalType: number
            required: true
            """);

    assertThat(field.rules())
        .extracting(Rule::id, Rule::constraint)
        .containsExactly(
            tuple("a.nullValues", new Constraint.Required()),
            tuple("a.maximum", new Constraint.Maximum("9", false)),
            tuple("a.multipleOf", new Constraint.MultipleOf(new BigDecimal("0.5"))),
            tuple("a.minimum", new Constraint.Minimum("1", false)),
            tuple("a.required", new Constraint.Required()));
  }

  @Test
  void boundsAreExclusiveAsTheirEditionWritesIt() {
    String asNumber = "logicalType: number\nlogicalTypeOptions: {minimum: 0, exclusiveMinimum: 1}";
    String asSwitch =
        "logicalType: number\nlogicalTypeOptions: {minimum: 0, exclusiveMinimum: true}";

    assertThat(constraints(field("v3.1.0", asNumber)))
        .containsExactly(new Constraint.Minimum("0", false), new Constraint.Minimum("1", true));
    assertThat(constraints(field("v3.0.2", asNumber)))
        .containsExactly(new Constraint.Minimum("0", false), new Constraint.Minimum("1", true));
    assertThat(constraints(field("v3.0.2", asSwitch)))
        .containsExactly(new Constraint.Minimum("0", true));
  }

  @Test
  void sizesAreReadHoweverTheyAreWritten() {
    assertThat(
            constraints(
                field(
                    "logicalType: string\nlogicalTypeOptions: {minLength: 0x10, maxLength: 3e1}")))
        .containsExactly(new Constraint.MinLength(16), new Constraint.MaxLength(30));
  }

  @Test
  void ruleWithoutToleranceRoutesAndOneWithToleranceIsMeasured() {
    Property field =
        field(
            """
            quality:
              - {id: none, metric: nullValues, mustBe: 0}
              - {id: none-at-most, metric: nullValues, mustBeLessOrEqualTo: 0}
              - {id: no-percent, metric: nullValues, mustBe: 0, unit: percent}
              - {id: some, metric: nullValues, mustBe: 3}
              - {id: few, metric: nullValues, mustBeLessThan: 1, unit: percent}
              - {id: counted, metric: duplicateValues, mustBe: 0}
              - {id: listed, metric: invalidValues, mustBeBetween: [0, 2.5], unit: percent, arguments: {validValues: [x], pattern: ^x, window: {calendar: P1D}}}
              - {id: said, type: custom, engine: cel, implementation: {expression: value > 0, mustBeGreaterThan: 99.5}}
            """);

    assertThat(field.rules().subList(0, 3))
        .extracting(Rule::id, Rule::constraint)
        .containsExactly(
            tuple("none", new Constraint.Required()),
            tuple("none-at-most", new Constraint.Required()),
            tuple("no-percent", new Constraint.Required()));
    assertThat(field.rules().subList(3, 8))
        .extracting(Rule::id, rule -> stated((Constraint.Measure) rule.constraint()))
        .containsExactly(
            tuple("some", "nullValues [Required[]] exactly 3 rows []"),
            tuple("few", "nullValues [Required[]] less than 1 % []"),
            tuple("counted", "duplicateValues [] exactly 0 rows []"),
            tuple(
                "listed",
                "invalidValues [ValidValues[values=[x]], Pattern[expression=^x]]"
                    + " between 0 and 2.5 % [validValues, pattern, window]"),
            tuple(
                "said",
                "cel [Cel[expression=value > 0]] more than 99.5 %"
                    + " [expression, mustBeGreaterThan]"));
  }

  private static String stated(Constraint.Measure measure) {
    return "%s %s %s %s"
        .formatted(
            measure.metric(), measure.values(), measure.comparison(), measure.arguments().keys());
  }

  @Test
  void missingAndInvalidValuesAreReadFromTheirArguments() {
    Property field =
        field(
            """
            quality:
              - {metric: missingValues, arguments: {missingValues: [null, '', n/a]}, mustBe: 0}
              - {metric: invalidValues, arguments: {validValues: [1, 2.50, true, x], pattern: ^x}, mustBe: 0}
            """);

    assertThat(field.rules())
        .extracting(Rule::id, Rule::constraint)
        .containsExactly(
            tuple("a.missingValues", new Constraint.NotMissing(List.of("", "n/a"), true)),
            tuple("a.invalidValues", new Constraint.ValidValues(List.of("1", "2.50", "true", "x"))),
            tuple("a.invalidValues", new Constraint.Pattern("^x")));
  }

  @Test
  void ruleIsNamedByItsIdThenItsNameThenItsPath() {
    Property field =
        field(
            """
            quality:
              - {id: by-id, name: by name, metric: nullValues, mustBe: 0}
              - {name: by name, metric: nullValues, mustBe: 0}
              - {name: " ", metric: nullValues, mustBe: 0}
            """);

    assertThat(field.rules())
        .extracting(Rule::id)
        .containsExactly("by-id", "by name", "a.nullValues");
  }

  @Test
  void rulesOfItemsAreNamedWithoutIndexesAndApartFromTheirArrays() {
    Property array =
        field(
            """
            logicalType: array
            required: true
            items:
              logicalType: object
              required: true
              properties: [{name: b, required: true}]
            """);

    Property items = Objects.requireNonNull(array.items());
    assertThat(array.rules()).extracting(Rule::id).containsExactly("a.required");
    assertThat(items.rules()).extracting(Rule::id).containsExactly("a.items.required");
    assertThat(items.properties().getFirst().rules())
        .extracting(Rule::id)
        .containsExactly("a.b.required");
  }

  @Test
  void severityDecidesWhetherARuleRoutesOrFlags() {
    Property field =
        field(
            """
            quality:
              - {id: a, metric: nullValues, mustBe: 0}
              - {id: b, metric: nullValues, mustBe: 0, severity: Error}
              - {id: c, metric: nullValues, mustBe: 0, severity: warning}
              - {id: d, metric: nullValues, mustBe: 0, severity: info}
              - {id: e, metric: nullValues, mustBe: 0, severity: blocker}
            """);

    assertThat(field.rules())
        .extracting(Rule::severity)
        .containsExactly(
            RuleSeverity.ERROR,
            RuleSeverity.ERROR,
            RuleSeverity.WARNING,
            RuleSeverity.WARNING,
            RuleSeverity.ERROR);
  }

  @Test
  void topicAndTableMayHaveRulesOfTheSameName() {
    String table =
        """
          - name: Table
            physicalType: table
            properties: [{name: a, required: true}]
        """;

    OdcsDocument document = document("v3.1.0", "required: true", table);

    assertThat(document.findings()).extracting(Finding::rule).containsOnly("sluice.notEnforced");
    assertThat(document.contract().orElseThrow().objects())
        .extracting(SchemaObject::name)
        .containsExactly("Thing", "Table");
  }

  private static List<Constraint> constraints(Property field) {
    return field.rules().stream().map(Rule::constraint).toList();
  }

  private static Property field(String keys) {
    return field("v3.1.0", keys);
  }

  /** A field {@code a} with these keys, of a contract that has no errors. */
  private static Property field(String apiVersion, String keys) {
    OdcsDocument document = document(apiVersion, keys, "");
    assertThat(document.findings()).noneMatch(Finding::isError);
    return document
        .contract()
        .flatMap(contract -> contract.topicObject())
        .orElseThrow()
        .properties()
        .getFirst();
  }

  private static OdcsDocument document(String apiVersion, String keys, String objects) {
    return OdcsDocument.parse(
        "test",
        """
        apiVersion: %s
        kind: DataContract
        id: test
        version: 1.0.0
        status: active
        schema:
          - name: Thing
            physicalType: topic
            physicalName: thing.v1
            authoritativeDefinitions: [{type: implementation, url: thing.avsc}]
            properties:
              - name: a
        %s%s"""
            .formatted(apiVersion, keys.indent(8), objects));
  }
}
