package io.sluice.engine.plan;

import static io.sluice.engine.testing.Contracts.array;
import static io.sluice.engine.testing.Contracts.field;
import static io.sluice.engine.testing.Contracts.flagged;
import static io.sluice.engine.testing.Contracts.nested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Property;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.verdict.Verdict;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final Constraint REQUIRED = new Constraint.Required();

  private static Constraint minimum(String bound) {
    return new Constraint.Minimum(bound, false);
  }

  private static Constraint maximum(String bound) {
    return new Constraint.Maximum(bound, false);
  }

  private static Constraint above(String bound) {
    return new Constraint.Minimum(bound, true);
  }

  private static Constraint below(String bound) {
    return new Constraint.Maximum(bound, true);
  }

  /** What a value of a field {@code f} breaks. */
  private static List<String> broken(
      String type, @Nullable Object value, Constraint... constraints) {
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":" + type + "}");
    return Avro.broken(Avro.judge(Contracts.of(field("f", constraints)), schema, value));
  }

  @Test
  void wholeNumbersAreHeldToTheirBounds() {
    assertThat(broken("\"int\"", 3, minimum("3"), maximum("3"))).isEmpty();
    assertThat(broken("\"int\"", 2, minimum("3"))).containsExactly("f.minimum@f");
    assertThat(broken("\"int\"", 4, maximum("3"))).containsExactly("f.maximum@f");
    assertThat(broken("\"int\"", 3, above("3"))).containsExactly("f.minimum@f");
    assertThat(broken("\"int\"", 3, below("3"))).containsExactly("f.maximum@f");
    assertThat(broken("\"long\"", 3L, minimum("2.5"), above("2.5"))).isEmpty();
    assertThat(broken("\"long\"", 2L, minimum("2.5"))).containsExactly("f.minimum@f");
    assertThat(broken("\"long\"", -2L, maximum("-2.5"))).containsExactly("f.maximum@f");
    assertThat(broken("\"long\"", Long.MAX_VALUE, minimum("9223372036854775808")))
        .containsExactly("f.minimum@f");
    assertThat(broken("\"long\"", Long.MAX_VALUE, maximum("9223372036854775808"))).isEmpty();
  }

  @Test
  void multiplesAreOfAnyFactor() {
    assertThat(broken("\"int\"", 6, new Constraint.MultipleOf(new BigDecimal("3")))).isEmpty();
    assertThat(broken("\"int\"", 7, new Constraint.MultipleOf(new BigDecimal("3"))))
        .containsExactly("f.multipleOf@f");
    assertThat(broken("\"int\"", 3, new Constraint.MultipleOf(new BigDecimal("1.5")))).isEmpty();
    assertThat(broken("\"int\"", 4, new Constraint.MultipleOf(new BigDecimal("1.5"))))
        .containsExactly("f.multipleOf@f");
    assertThat(broken("\"double\"", 0.3, new Constraint.MultipleOf(new BigDecimal("0.1"))))
        .isEmpty();
    assertThat(broken("\"double\"", 0.35, new Constraint.MultipleOf(new BigDecimal("0.1"))))
        .containsExactly("f.multipleOf@f");
    assertThat(broken("\"double\"", Double.NaN, new Constraint.MultipleOf(BigDecimal.ONE)))
        .containsExactly("f.multipleOf@f");
  }

  @Test
  void floatingPointNumbersAreHeldToTheirBoundsAndNaNToNone() {
    assertThat(broken("\"double\"", -1.0, minimum("-1"))).isEmpty();
    assertThat(broken("\"double\"", -1.01, minimum("-1"))).containsExactly("f.minimum@f");
    assertThat(broken("\"double\"", Double.NaN, minimum("-1"))).containsExactly("f.minimum@f");
    assertThat(broken("\"double\"", Double.NaN, maximum("1"))).containsExactly("f.maximum@f");
    assertThat(broken("\"double\"", Double.POSITIVE_INFINITY, below("1")))
        .containsExactly("f.maximum@f");
    assertThat(broken("\"float\"", 0.1f, maximum("0.1"), minimum("0.1"))).isEmpty();
  }

  @Test
  void decimalsAreHeldToTheirBoundsExactly() {
    String type = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":30,\"scale\":2}";
    assertThat(broken(type, decimal("12.50"), minimum("12.5"), maximum("12.5"))).isEmpty();
    assertThat(broken(type, decimal("12.49"), minimum("12.5"))).containsExactly("f.minimum@f");
    assertThat(broken(type, decimal("12.50"), above("12.499"))).isEmpty();
    assertThat(broken(type, decimal("-0.01"), minimum("0"))).containsExactly("f.minimum@f");
    assertThat(broken(type, decimal("123456789012345678901.00"), maximum("100000")))
        .containsExactly("f.maximum@f");
    assertThat(broken(type, decimal("123456789012345678901.00"), minimum("100000"))).isEmpty();
    assertThat(broken(type, decimal("5.00"), maximum("-99999999999999999999999")))
        .containsExactly("f.maximum@f");
    assertThat(broken(type, ByteBuffer.allocate(0), minimum("0")))
        .containsExactly("schema.decimalValue@f");
    assertThat(broken(type, decimal("0.10"), new Constraint.MultipleOf(new BigDecimal("0.05"))))
        .isEmpty();
    assertThat(broken(type, decimal("0.11"), new Constraint.MultipleOf(new BigDecimal("0.05"))))
        .containsExactly("f.multipleOf@f");
    assertThat(broken(type, decimal("1.00"), new Constraint.ValidValues(List.of("1", "2"))))
        .isEmpty();
  }

  private static ByteBuffer decimal(String number) {
    return ByteBuffer.wrap(new BigDecimal(number).unscaledValue().toByteArray());
  }

  @Test
  void datesAndTimestampsAreHeldToBoundsInTheirUnit() {
    String millis = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
    String date = "{\"type\":\"int\",\"logicalType\":\"date\"}";
    String time = "{\"type\":\"int\",\"logicalType\":\"time-millis\"}";
    assertThat(broken(millis, 0L, minimum("1970-01-01T00:00:00Z"))).isEmpty();
    assertThat(broken(millis, -1L, minimum("1970-01-01"))).containsExactly("f.minimum@f");
    assertThat(broken(millis, -1L, maximum("1970-01-01T01:00:00+01:00"))).isEmpty();
    assertThat(broken(date, 1, maximum("1970-01-01"))).containsExactly("f.maximum@f");
    assertThat(broken(time, 21_600_001, maximum("06:00:00"))).containsExactly("f.maximum@f");
  }

  @Test
  void stringsAreHeldToLengthPatternAndValues() {
    assertThat(broken("\"string\"", "€€", new Constraint.MaxLength(2))).isEmpty();
    assertThat(broken("\"string\"", "€€€", new Constraint.MaxLength(2)))
        .containsExactly("f.maxLength@f");
    assertThat(broken("\"string\"", "😀", new Constraint.MinLength(2)))
        .containsExactly("f.minLength@f");
    assertThat(broken("\"string\"", "EUR", new Constraint.Pattern("^[A-Z]{3}$"))).isEmpty();
    assertThat(broken("\"string\"", "EURO", new Constraint.Pattern("^[A-Z]{3}$")))
        .containsExactly("f.pattern@f");
    assertThat(broken("\"string\"", "xEURx", new Constraint.Pattern("[A-Z]{3}"))).isEmpty();
    assertThat(broken("\"string\"", "b", new Constraint.ValidValues(List.of("a", "b")))).isEmpty();
    assertThat(broken("\"string\"", "", new Constraint.ValidValues(List.of("a", "b"))))
        .containsExactly("f.validValues@f");
    assertThat(broken("\"string\"", "n/a", new Constraint.NotMissing(List.of("", "n/a"), true)))
        .containsExactly("f.notMissing@f");
  }

  @Test
  void aPatternThatBacktracksElsewhereTakesNoLongerThanItsLengthDemands() {
    String evil = "a".repeat(100_000) + "b";

    assertThat(broken("\"string\"", evil, new Constraint.Pattern("^(a+)+$")))
        .containsExactly("f.pattern@f");
  }

  @Test
  void enumsAndBooleansAreHeldToValues() {
    String type = "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"A\",\"BB\"]}";
    Schema symbols = Avro.schema(type);
    GenericData.EnumSymbol a = new GenericData.EnumSymbol(symbols, "A");
    assertThat(broken(type, a, new Constraint.ValidValues(List.of("A")))).isEmpty();
    assertThat(broken(type, a, new Constraint.ValidValues(List.of("BB")))).hasSize(1);
    assertThat(broken(type, a, new Constraint.MinLength(2))).hasSize(1);
    assertThat(broken("\"boolean\"", false, new Constraint.ValidValues(List.of("true"))))
        .hasSize(1);
  }

  @Test
  void nullBreaksRequiredAndNothingElse() {
    String type = "[\"null\",\"int\"]";
    assertThat(broken(type, null, minimum("3"))).isEmpty();
    assertThat(broken(type, null, REQUIRED, minimum("3"))).containsExactly("f.required@f");
    assertThat(broken(type, 2, REQUIRED, minimum("3"))).containsExactly("f.minimum@f");
    assertThat(broken(type, null, new Constraint.NotMissing(List.of(), true)))
        .containsExactly("f.notMissing@f");
  }

  @Test
  void arraysAreHeldToSizeAndUniqueness() {
    String type = "{\"type\":\"array\",\"items\":\"string\"}";
    assertThat(broken(type, List.of(), new Constraint.MinItems(1))).containsExactly("f.minItems@f");
    assertThat(broken(type, List.of("a", "b"), new Constraint.MaxItems(1)))
        .containsExactly("f.maxItems@f");
    assertThat(broken(type, List.of("a", "b"), new Constraint.UniqueItems())).isEmpty();
    assertThat(broken(type, List.of("a", "b", "a"), new Constraint.UniqueItems()))
        .containsExactly("f.uniqueItems@f");
  }

  @Test
  void pathsNameIndexesAndKeysAndRuleIdsDoNot() {
    // Given
    Schema schema =
        Avro.thing(
            """
            {"name":"lines","type":{"type":"array","items":{"type":"record","name":"line","fields":[
              {"name":"price","type":["null","int"]}]}}}""",
            """
            {"name":"labels","type":{"type":"map","values":{"type":"array","items":"int"}}}""");
    Schema line = schema.getField("lines").schema().getElementType();
    Property lines =
        array("lines", nested("lines.item", field("lines.price", REQUIRED, minimum("0"))));
    Property labels =
        array(
            "labels",
            array("labels.item", field("labels", maximum("9")), new Constraint.MinItems(1)));

    // When
    Verdict verdict =
        Avro.judge(
            Contracts.of(lines, labels),
            schema,
            List.of(
                Avro.record(line, 1),
                Avro.record(line, -1),
                Avro.record(line, new @Nullable Object[] {null})),
            Map.of("k\"1", List.of(9, 10)));

    // Then
    assertThat(Avro.broken(verdict))
        .containsExactly(
            "lines.price.minimum@lines[1].price",
            "lines.price.required@lines[2].price",
            "labels.maximum@labels[\"k\\\"1\"][1]");
  }

  @Test
  void everyViolationOfARecordIsReported() {
    Schema schema =
        Avro.thing("{\"name\":\"a\",\"type\":\"int\"}", "{\"name\":\"b\",\"type\":\"string\"}");

    Verdict verdict =
        Avro.judge(
            Contracts.of(
                field("a", minimum("3"), new Constraint.MultipleOf(BigDecimal.TWO)),
                field("b", new Constraint.MinLength(1))),
            schema,
            1,
            "");

    assertThat(Avro.broken(verdict))
        .containsExactly("a.minimum@a", "a.multipleOf@a", "b.minLength@b");
  }

  @Test
  void moreThanTwentyViolationsAreCutAtTwenty() {
    String type = "{\"type\":\"array\",\"items\":\"int\"}";
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":" + type + "}");
    Integer[] zeros = new Integer[1_000];
    Arrays.fill(zeros, 0);

    Verdict verdict =
        Avro.judge(
            Contracts.of(array("f", field("f", minimum("1")))), schema, Arrays.asList(zeros));

    assertThat(verdict.violations()).hasSize(20);
  }

  @Test
  void anyNumberOfWarningsLeavesRoomForWhatRoutesTheRecord() {
    // Given
    Schema schema =
        Avro.thing(
            "{\"name\":\"f\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}",
            "{\"name\":\"g\",\"type\":\"int\"}");
    Integer[] zeros = new Integer[1_000];
    Arrays.fill(zeros, 0);

    // When
    Verdict verdict =
        Avro.judge(
            Contracts.of(array("f", flagged("f", minimum("1"))), field("g", minimum("1"))),
            schema,
            Arrays.asList(zeros),
            0);

    // Then
    assertThat(verdict.violations()).extracting("rule").containsExactly("g.minimum");
    assertThat(verdict.warnings()).hasSize(20);
  }

  @Test
  void warningsFlagARecordAndDoNotRouteIt() {
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":\"int\"}");

    Verdict verdict = Avro.judge(Contracts.of(flagged("f", minimum("3"))), schema, 1);

    assertThat(verdict.isViolating()).isFalse();
    assertThat(verdict.isFlagged()).isTrue();
    assertThat(verdict.warnings()).extracting("rule").containsExactly("f.minimum");
  }

  @Test
  void aRuleThatCanNotApplyStopsTheContractAndIsNamed() {
    Schema schema =
        Avro.thing("{\"name\":\"f\",\"type\":\"string\"}", "{\"name\":\"g\",\"type\":\"int\"}");

    assertThatThrownBy(
            () ->
                CompiledContract.of(
                    Contracts.of(
                        field("f", minimum("3")),
                        field("g", new Constraint.Cel("value > \"3\"")),
                        field("h", REQUIRED)),
                    schema))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("f.minimum")
        .hasMessageContaining("minimum can't apply to string")
        .hasMessageContaining("g.cel")
        .hasMessageContaining("has no field h");
  }

  @Test
  void rulesBelowAFieldThatHasNothingBelowItStopTheContract() {
    Schema schema =
        Avro.thing(
            "{\"name\":\"f\",\"type\":\"string\"}",
            "{\"name\":\"g\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}");

    assertThatThrownBy(
            () ->
                CompiledContract.of(
                    Contracts.of(
                        array("f", field("f", new Constraint.MinLength(1))),
                        nested("g", field("h", REQUIRED))),
                    schema))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("f has items in the contract and is string in the Avro schema")
        .hasMessageContaining("g has properties in the contract");
  }

  @Test
  void messagesNameBoundsAndNeverValues() {
    Schema schema = Avro.thing("{\"name\":\"f\",\"type\":\"int\"}");

    Verdict verdict = Avro.judge(Contracts.of(field("f", minimum("100"))), schema, 42);

    assertThat(verdict.violations()).extracting("message").containsExactly("must be at least 100");
  }
}
