package io.sluice.engine.plan;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.Walk;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Judges the defaults of the contract's own schema, which stand in for fields that a writer lacks.
 */
final class Defaults {

  private Defaults() {}

  /** What a field's default breaks, judged as any value is: by its bytes. */
  static List<Demand> broken(
      Schema.Field field, @Nullable Property property, Expressions expressions) {
    byte[] bytes = encode(field);
    Verdict verdict =
        new Walk()
            .over(PlanCompiler.ofDefault(field, property, expressions), bytes, 0, bytes.length);
    return Stream.concat(
            verdict.violations().stream().map(v -> demand(v, RuleSeverity.ERROR)),
            verdict.warnings().stream().map(v -> demand(v, RuleSeverity.WARNING)))
        .toList();
  }

  private static Demand demand(Violation violation, RuleSeverity severity) {
    return new Demand(
        violation.violationClass(),
        violation.rule(),
        violation.path(),
        violation.message(),
        severity);
  }

  /** The Avro binary of a field's default. */
  static byte[] encode(Schema.Field field) {
    return AvroValues.encoded(GenericData.get().getDefaultValue(field), field.schema());
  }
}
