package io.sluice.engine.plan;

import io.sluice.engine.contract.Rule;
import io.sluice.engine.walk.BooleanStep;
import io.sluice.engine.walk.BytesStep;
import io.sluice.engine.walk.DecimalCheck;
import io.sluice.engine.walk.DecimalStep;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.DoubleStep;
import io.sluice.engine.walk.EnumStep;
import io.sluice.engine.walk.KnownStep;
import io.sluice.engine.walk.LongStep;
import io.sluice.engine.walk.Step;
import io.sluice.engine.walk.StringCheck;
import io.sluice.engine.walk.StringStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Compiles the steps of values that hold no others, with the checks that their rules come to. */
final class ScalarSteps {

  private ScalarSteps() {}

  /**
   * The step of one value.
   *
   * @param reader the contract's type, which the writer's fits; null where the contract does not
   *     know the value
   * @param name how breaches name it; empty for items
   */
  static Step of(Schema writer, @Nullable Schema reader, List<Rule> rules, String name) {
    return switch (writer.getType()) {
      case NULL -> new KnownStep(List.of());
      case BOOLEAN ->
          new BooleanStep(
              name, brokenBy("false", rules, writer, name), brokenBy("true", rules, writer, name));
      case INT, LONG ->
          new LongStep(
              name,
              writer.getType() == Schema.Type.INT,
              both(Meanings.ofWhole(reader, name), Checks.of(rules, writer, name, Checks::whole)));
      case FLOAT, DOUBLE ->
          new DoubleStep(
              name,
              writer.getType() == Schema.Type.FLOAT,
              Checks.of(rules, reader == null ? writer : reader, name, Checks::floating));
      case STRING -> text(writer, reader, rules, name);
      case BYTES ->
          reader != null && reader.getType() == Schema.Type.STRING
              ? text(reader, reader, rules, name)
              : bytes(writer, reader, rules, name);
      case FIXED -> bytes(writer, reader, rules, name);
      case ENUM -> enumeration(writer, reader, rules, name);
      case ARRAY, MAP, RECORD, UNION ->
          throw new IllegalArgumentException("not a scalar: " + writer.getType());
    };
  }

  /** Demands of the type stand before those of the contract. */
  private static <C> List<C> both(List<C> meanings, List<C> checks) {
    return Stream.concat(meanings.stream(), checks.stream()).toList();
  }

  private static Step text(Schema type, @Nullable Schema reader, List<Rule> rules, String name) {
    return new StringStep(
        name,
        both(Meanings.ofText(reader, name), Checks.of(rules, type, name, TextChecks.of(rules))));
  }

  private static Step bytes(Schema writer, @Nullable Schema reader, List<Rule> rules, String name) {
    boolean fixed = writer.getType() == Schema.Type.FIXED;
    if (!(Compatibility.meaning(writer) instanceof LogicalTypes.Decimal)) {
      return fixed ? BytesStep.fixed(name, writer.getFixedSize()) : BytesStep.prefixed(name);
    }
    List<DecimalCheck> checks =
        both(Meanings.ofDecimal(reader, name), Checks.of(rules, writer, name, Checks::decimal));
    return fixed
        ? DecimalStep.fixed(name, writer.getFixedSize(), checks)
        : DecimalStep.prefixed(name, Meanings.ofDecimalWithoutBytes(reader, name), checks);
  }

  private static Step enumeration(
      Schema writer, @Nullable Schema reader, List<Rule> rules, String name) {
    List<List<Demand>> broken = new ArrayList<>();
    for (String symbol : writer.getEnumSymbols()) {
      String read =
          reader == null || reader.hasEnumSymbol(symbol) ? symbol : reader.getEnumDefault();
      broken.add(
          read == null
              ? List.of(
                  SchemaRule.ENUM_SYMBOL.demand(name, "a symbol that the contract's enum has not"))
              : brokenBy(read, rules, writer, name));
    }
    return new EnumStep(name, broken);
  }

  /** What a value known beforehand breaks. */
  private static List<Demand> brokenBy(String value, List<Rule> rules, Schema type, String name) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int codePoints = value.codePointCount(0, value.length());
    return Checks.of(rules, type, name, TextChecks.of(rules)).stream()
        .filter(check -> !check.holds(bytes, 0, bytes.length, codePoints))
        .map(StringCheck::demand)
        .toList();
  }
}
