package io.sluice.engine.odcs;

import io.sluice.engine.contract.Comparison;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.contract.Written;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code quality} rules. A rule that can't be read is reported and never passed over. */
final class QualityReader {

  /** Metrics that judge each value by itself, so that a rule without tolerance routes records. */
  private static final List<String> OF_VALUES =
      List.of("nullValues", "missingValues", "invalidValues");

  private static final Map<String, List<String>> ARGUMENTS =
      Map.of(
          "missingValues", List.of("missingValues"),
          "invalidValues", List.of("validValues", "pattern"),
          "duplicateValues", List.of("properties"));

  /** Arguments of Sluice's own, of every rule that is measured: over what, and by which time. */
  private static final List<String> OF_MEASURES = List.of("window", "grace", "element");

  /** Metrics of {@code engine: sluice}. */
  private static final List<String> OWN_METRICS = List.of("populationCoverage");

  private final Edition edition;
  private final Report report;

  QualityReader(Edition edition, Report report) {
    this.edition = edition;
    this.report = report;
  }

  /** Reads the rules of a field. */
  void ofField(Fields field, RuleList rules) {
    field.children("quality").forEach(rule -> read(rule, rules, false));
  }

  /** Reads the rules of an object as a whole. */
  void ofObject(Fields object, RuleList rules) {
    object.children("quality").forEach(rule -> read(rule, rules, true));
  }

  private void read(Fields rule, RuleList rules, boolean wholeObject) {
    List<String> operators = RuleShapes.OPERATORS.stream().filter(rule::has).toList();
    String type = RuleShapes.type(rule);
    if (!type.equals("library") && rule.has("metric")) {
      report.metricOfOtherType(rule.keyLocation("metric"), type);
      return;
    }
    switch (type) {
      case "library" -> {
        String metric = metric(rule, rules);
        if (metric != null && isOneOperator(rule, operators)) {
          library(rule, metric, operators.getFirst(), rules, wholeObject);
        }
      }
      case "custom" -> {
        refuseOperators(rule, operators, type);
        custom(rule, rules);
      }
      case "sql" -> {
        if (edition != Edition.V3_0) {
          isOneOperator(rule, operators);
        }
        aside(rule, type, rules);
      }
      case "text" -> {
        refuseOperators(rule, operators, type);
        aside(rule, type, rules);
      }
      default -> refuseKind(rule, type, rules);
    }
  }

  /** A rule that no stream judges record by record. */
  private void aside(Fields rule, String kind, RuleList rules) {
    report.notOnAStream(rule.location(), rules.name(rule, kind), kind);
    rules.addAside(rule, kind, new Constraint.NotOnAStream(kind));
  }

  /** A kind of rule that only a newer standard can have; an older one has reported the word. */
  private void refuseKind(Fields rule, String kind, RuleList rules) {
    if (edition == Edition.V3_2) {
      report.unsupported(rule.location(), "rule " + rules.name(rule, kind) + " (" + kind + ")");
    }
  }

  // ---- custom rules

  private void custom(Fields rule, RuleList rules) {
    String engine = rule.text("engine", "");
    switch (engine.toLowerCase(Locale.ROOT)) {
      case "" -> {} // the shape's finding says it all
      case "sluice" -> own(rule, rules);
      case "cel" -> cel(rule, rules);
      default -> aside(rule, engine, rules);
    }
  }

  private void cel(Fields rule, RuleList rules) {
    Fields implementation = rule.child("implementation");
    String expression = implementation.text();
    if (expression != null && !expression.isBlank()) {
      add(rule, "cel", List.of(new Constraint.Cel(expression)), rules);
    } else if (implementation.is(Shape.Kind.OBJECT)) {
      tolerantCel(rule, implementation, rules);
    } else if (rule.has("implementation")) {
      report.wrongKind(
          implementation.location(), "implementation", "an expression, as text", false);
    }
  }

  /** An expression that a share of the records must keep: it is measured and routes nothing. */
  private void tolerantCel(Fields rule, Fields implementation, RuleList rules) {
    String expression = implementation.text("expression", "");
    if (expression.isBlank()) {
      report.missingKey(implementation.location(), "expression", "the implementation of a rule");
      return;
    }
    Comparison comparison = ownComparison(rule, implementation);
    if (comparison != null) {
      List<Constraint> holds = List.of(new Constraint.Cel(expression));
      Constraint measure =
          new Constraint.Measure("cel", holds, comparison, arguments(implementation));
      add(rule, "cel", List.of(measure), rules);
    }
  }

  /** A rule of Sluice's own, which the standard has no word for. */
  private void own(Fields rule, RuleList rules) {
    Fields implementation = rule.child("implementation");
    String metric = implementation.text("metric", "");
    if (!OWN_METRICS.contains(metric)) {
      report.ownMetric(
          implementation.has("metric") ? implementation.location("metric") : rule.location(),
          rules.name(rule, "sluice"),
          metric,
          OWN_METRICS);
      return;
    }
    Comparison comparison = ownComparison(rule, implementation);
    if (comparison != null) {
      add(
          rule,
          metric,
          List.of(new Constraint.Measure(metric, List.of(), comparison, arguments(implementation))),
          rules);
    }
  }

  /** What stands beside the implementation's operator; the standard lets none stand outside it. */
  private @Nullable Comparison ownComparison(Fields rule, Fields implementation) {
    List<String> operators = RuleShapes.OPERATORS.stream().filter(implementation::has).toList();
    if (!isOneOperator(implementation, operators)
        || !isComparable(implementation, operators.getFirst())) {
      return null;
    }
    Fields place = implementation.has("unit") ? implementation : rule;
    return comparison(implementation, operators.getFirst(), unit(place, "percent"));
  }

  private static Written.Entries arguments(Fields arguments) {
    return arguments.written() instanceof Written.Entries entries
        ? entries
        : Written.none(arguments.location());
  }

  private Comparison.Unit unit(Fields rule, String otherwise) {
    String unit = rule.text("unit", otherwise);
    if (!unit.equals("rows") && !unit.equals("percent")) {
      report.unit(rule.location("unit"), unit);
    }
    return unit.equals("percent") ? Comparison.Unit.PERCENT : Comparison.Unit.ROWS;
  }

  /** The comparison of an operator whose operand was checked. */
  private static Comparison comparison(Fields rule, String key, Comparison.Unit unit) {
    Comparison.Operator operator = Comparison.Operator.parse(key).orElseThrow();
    List<Fields> ends = rule.children(key);
    return operator.isRange()
        ? new Comparison(operator, decimal(ends.get(0)), decimal(ends.get(1)), unit)
        : new Comparison(operator, decimal(rule.child(key)), null, unit);
  }

  private static BigDecimal decimal(Fields number) {
    return (BigDecimal) Objects.requireNonNull(number.value());
  }

  // ---- library rules

  private @Nullable String metric(Fields rule, RuleList rules) {
    if (rule.has("metric")) {
      String metric = rule.text("metric", "");
      if (RuleShapes.METRICS.contains(metric)) {
        return metric;
      }
      refuseKind(rule, metric, rules);
      return null;
    }
    String word = rule.text("rule");
    if (edition != Edition.V3_0 || word == null) {
      report.missingKey(rule.location(), "metric", "a rule of type library");
      return null;
    }
    String metric = word.equals("duplicateCount") ? "duplicateValues" : word;
    if (!RuleShapes.METRICS.contains(metric)) {
      report.unknownRule(rule.location("rule"), word, RuleShapes.METRICS);
      return null;
    }
    return metric;
  }

  private void library(
      Fields rule, String metric, String operator, RuleList rules, boolean wholeObject) {
    if (wholeObject && OF_VALUES.contains(metric)) {
      report.unsupported(
          rule.location(),
          "rule " + rules.name(rule, metric) + " (" + metric + " of an object as a whole)");
      return;
    }
    if (!isComparable(rule, operator)) {
      return;
    }
    Comparison.Unit unit = unit(rule, "rows");
    Fields arguments = rule.child("arguments");
    boolean isMeasured = !OF_VALUES.contains(metric) || !toleratesNone(rule);
    List<String> known = new ArrayList<>(ARGUMENTS.getOrDefault(metric, List.of()));
    if (isMeasured) {
      known.addAll(OF_MEASURES);
    }
    for (Fields.Entry argument : arguments.entries()) {
      if (!known.contains(argument.key())) {
        report.undefinedKey(
            argument.location(), argument.key(), "the arguments of " + metric, known);
      }
    }
    List<Constraint> values =
        switch (metric) {
          case "missingValues" -> missingValues(rule, arguments);
          case "invalidValues" -> invalidValues(rule, arguments);
          case "nullValues" -> List.of(new Constraint.Required());
          default -> List.of();
        };
    if (values.isEmpty() && OF_VALUES.contains(metric)) {
      return;
    }
    if (isMeasured) {
      Comparison comparison = comparison(rule, operator, unit);
      Constraint measure = new Constraint.Measure(metric, values, comparison, arguments(arguments));
      add(rule, metric, List.of(measure), rules);
    } else {
      add(rule, metric, values, rules);
    }
  }

  /** Whether none may be null, missing or invalid: no tolerance in rows is none in percent. */
  private static boolean toleratesNone(Fields rule) {
    return isZero(rule.number("mustBe")) || isZero(rule.number("mustBeLessOrEqualTo"));
  }

  private static boolean isZero(@Nullable BigDecimal number) {
    return number != null && number.signum() == 0;
  }

  private List<Constraint> missingValues(Fields rule, Fields arguments) {
    List<Fields> values = arguments.children("missingValues");
    if (values.isEmpty() || !areSingle(values, "missingValues")) {
      if (values.isEmpty()) {
        report.argument(rule.location(), "missingValues", "missingValues: [null, '', n/a]");
      }
      return List.of();
    }
    boolean nullIsMissing = values.stream().anyMatch(value -> value.text() == null);
    return List.of(new Constraint.NotMissing(texts(values), nullIsMissing));
  }

  private List<Constraint> invalidValues(Fields rule, Fields arguments) {
    List<Constraint> constraints = new ArrayList<>();
    List<Fields> values = arguments.children("validValues");
    Fields pattern = arguments.child("pattern");
    if (values.isEmpty() && pattern.text() == null) {
      report.argument(
          rule.location(), "invalidValues", "validValues: [a, b]} or {pattern: '^[a-z]+$'");
      return List.of();
    }
    if (!values.isEmpty() && areSingle(values, "validValues")) {
      constraints.add(new Constraint.ValidValues(texts(values)));
    }
    String expression = pattern.text();
    if (expression != null && OptionReader.isPattern(pattern, report)) {
      constraints.add(new Constraint.Pattern(expression));
    }
    return constraints;
  }

  private boolean areSingle(List<Fields> values, String argument) {
    List<Fields> others = values.stream().filter(value -> !value.isSingle()).toList();
    others.forEach(value -> report.argumentItem(value.location(), argument));
    return others.isEmpty();
  }

  private static List<String> texts(List<Fields> values) {
    return values.stream()
        .map(Fields::text)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  // ---- what all rules have

  private void add(
      Fields rule, String word, List<? extends Constraint> constraints, RuleList rules) {
    rules.add(rule, word, severity(rule), rule.text("description"), constraints);
  }

  private boolean isOneOperator(Fields rule, List<String> operators) {
    if (operators.size() != 1) {
      report.operators(
          operators.size() < 2 ? rule.location() : rule.keyLocation(operators.get(1)),
          operators.size());
    }
    return operators.size() == 1;
  }

  private void refuseOperators(Fields rule, List<String> operators, String type) {
    operators.forEach(
        operator -> report.operatorNotAllowed(rule.keyLocation(operator), operator, type));
  }

  /** Whether a metric, which is a number, can be compared to what the operator gives. */
  private boolean isComparable(Fields rule, String operator) {
    Fields operand = rule.child(operator);
    if (operator.endsWith("Between")) {
      List<Fields> ends = operand.items();
      if (ends.size() != 2
          || !(ends.get(0).value() instanceof BigDecimal low)
          || !(ends.get(1).value() instanceof BigDecimal high)
          || low.compareTo(high) == 0) {
        report.range(operand.location(), operator);
        return false;
      }
      if (low.compareTo(high) > 0) {
        report.rangeBackwards(operand.location(), operator);
      }
      return low.compareTo(high) < 0;
    }
    boolean isNumber = operand.value() instanceof BigDecimal;
    // The shape of all others is a number already.
    if (!isNumber && (operator.equals("mustBe") || operator.equals("mustNotBe"))) {
      report.operand(rule.location(operator), operator);
    }
    return isNumber;
  }

  private RuleSeverity severity(Fields rule) {
    String severity = rule.text("severity", "error");
    return switch (severity.toLowerCase(Locale.ROOT)) {
      case "error" -> RuleSeverity.ERROR;
      case "warning" -> RuleSeverity.WARNING;
      case "info" -> {
        report.severityInfo(rule.location("severity"));
        yield RuleSeverity.WARNING;
      }
      default -> {
        report.severity(rule.location("severity"), severity);
        yield RuleSeverity.ERROR;
      }
    };
  }
}
