package io.sluice.engine.odcs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.RuleSeverity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads the rules of one document: what {@code required}, options and {@code quality} demand. */
final class RuleReader {

  private final ShapeCheck shapes;
  private final Report report;
  private final Map<String, Rule> byId = new HashMap<>();

  RuleReader(ShapeCheck shapes, Report report) {
    this.shapes = shapes;
    this.report = report;
  }

  /**
   * The rules of one field.
   *
   * @param path the field's dotted name, without array indexes
   */
  List<Rule> ofField(Fields field, String path, @Nullable LogicalType type) {
    List<Rule> rules = new ArrayList<>();
    if (field.isTrue("required")) {
      add(rules, constraint(field, path, "required", new Constraint.Required()));
    }
    if (field.has("logicalTypeOptions")) {
      options(field, path, type, rules);
    }
    quality(field, path, rules);
    return rules;
  }

  /** The rules of an object as a whole. */
  List<Rule> ofObject(Fields object, String name) {
    List<Rule> rules = new ArrayList<>();
    quality(object, name, rules);
    return rules;
  }

  private static Rule constraint(Fields at, String path, String word, Constraint constraint) {
    return new Rule(path + "." + word, constraint, RuleSeverity.ERROR, null, at.keyLocation(word));
  }

  private void add(List<Rule> rules, Rule rule) {
    Rule known = byId.putIfAbsent(rule.id(), rule);
    if (known != null && !known.location().equals(rule.location())) {
      report.duplicateRule(rule.location(), rule.id());
    }
    rules.add(rule);
  }

  // ---- logicalTypeOptions

  private void options(Fields field, String path, @Nullable LogicalType type, List<Rule> rules) {
    if (type == null) {
      if (!field.has("logicalType")) {
        report.optionsWithoutType(field.keyLocation("logicalTypeOptions"), path);
      }
      return;
    }
    shapes.check(
        Objects.requireNonNull(field.node("logicalTypeOptions")),
        OdcsShapes.options(type),
        "logicalTypeOptions");
    Fields options = field.child("logicalTypeOptions");
    bound(options, path, "minimum", false, rules);
    bound(options, path, "exclusiveMinimum", false, rules);
    bound(options, path, "maximum", true, rules);
    bound(options, path, "exclusiveMaximum", true, rules);
    contradiction(options, "minimum", "maximum");
    contradiction(options, "minLength", "maxLength");
    contradiction(options, "minItems", "maxItems");
    multipleOf(options, path, rules);
    Integer minLength = size(options, "minLength");
    if (minLength != null) {
      add(rules, constraint(options, path, "minLength", new Constraint.MinLength(minLength)));
    }
    Integer maxLength = size(options, "maxLength");
    if (maxLength != null) {
      add(rules, constraint(options, path, "maxLength", new Constraint.MaxLength(maxLength)));
    }
    Integer minItems = size(options, "minItems");
    if (minItems != null) {
      add(rules, constraint(options, path, "minItems", new Constraint.MinItems(minItems)));
    }
    Integer maxItems = size(options, "maxItems");
    if (maxItems != null) {
      add(rules, constraint(options, path, "maxItems", new Constraint.MaxItems(maxItems)));
    }
    if (options.isTrue("uniqueItems")) {
      add(rules, constraint(options, path, "uniqueItems", new Constraint.UniqueItems()));
    }
    pattern(options, "pattern", path + ".pattern", rules);
    format(options, path, type, rules);
    for (String key : List.of("minProperties", "maxProperties", "required")) {
      if (options.has(key)) {
        report.unsupported(options.keyLocation(key), key + " of " + path);
      }
    }
  }

  private void bound(Fields options, String path, String key, boolean upper, List<Rule> rules) {
    String bound = options.text(key);
    if (bound != null) {
      boolean exclusive = key.startsWith("exclusive");
      Constraint constraint =
          upper
              ? new Constraint.Maximum(bound, exclusive)
              : new Constraint.Minimum(bound, exclusive);
      add(rules, constraint(options, path, key, constraint));
    }
  }

  private void contradiction(Fields options, String low, String high) {
    BigDecimal lowest = options.number(low);
    BigDecimal highest = options.number(high);
    if (lowest != null && highest != null && lowest.compareTo(highest) > 0) {
      report.contradiction(options.location(low), low, high);
    }
  }

  private void multipleOf(Fields options, String path, List<Rule> rules) {
    BigDecimal factor = options.number("multipleOf");
    if (factor == null) {
      return;
    }
    if (factor.signum() <= 0) {
      report.notPositive(options.location("multipleOf"), "multipleOf");
      return;
    }
    add(rules, constraint(options, path, "multipleOf", new Constraint.MultipleOf(factor)));
  }

  private @Nullable Integer size(Fields options, String key) {
    BigDecimal size = options.number(key);
    if (size == null) {
      return null;
    }
    if (size.signum() < 0 || size.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      report.negative(options.location(key), key);
      return null;
    }
    return size.intValue();
  }

  private void pattern(Fields at, String key, String id, List<Rule> rules) {
    String expression = at.text(key);
    if (expression == null) {
      return;
    }
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      report.pattern(at.location(key), e.getDescription());
      return;
    }
    add(
        rules,
        new Rule(
            id, new Constraint.Pattern(expression), RuleSeverity.ERROR, null, at.keyLocation(key)));
  }

  private void format(Fields options, String path, LogicalType type, List<Rule> rules) {
    String format = options.text("format");
    if (format == null) {
      return;
    }
    switch (type) {
      case DATE, TIME, TIMESTAMP ->
          report.notEnforcedOption(options.keyLocation("format"), "format");
      default -> add(rules, constraint(options, path, "format", new Constraint.Format(format)));
    }
  }

  // ---- quality

  private void quality(Fields owner, String path, List<Rule> rules) {
    for (Fields quality : owner.children("quality")) {
      String type = type(quality);
      int operators = (int) OdcsShapes.OPERATORS.stream().filter(quality::has).count();
      switch (type) {
        case "library" -> library(quality, path, operators, rules);
        case "custom" -> custom(quality, path, operators, rules);
        case "sql" -> {
          if (!quality.has("query")) {
            report.missingKey(quality.location(), "query", "a rule of type sql");
          }
          aside(quality, path, type, rules);
        }
        default -> {
          if (operators > 0) {
            report.operatorsNotAllowed(quality.location(), type);
          }
          aside(quality, path, type, rules);
        }
      }
    }
  }

  private static String type(Fields quality) {
    return quality.text("type", "library");
  }

  /** A rule that no stream judges record by record. */
  private void aside(Fields quality, String path, String kind, List<Rule> rules) {
    Rule rule = rule(quality, path, kind, new Constraint.NotOnAStream(kind));
    report.notOnAStream(quality.location(), rule.id(), kind);
    rules.add(rule);
  }

  private void custom(Fields quality, String path, int operators, List<Rule> rules) {
    if (operators > 0) {
      report.operatorsNotAllowed(quality.location(), "custom");
    }
    for (String key : List.of("engine", "implementation")) {
      if (!quality.has(key)) {
        report.missingKey(quality.location(), key, "a rule of type custom");
      }
    }
    String engine = quality.text("engine", "");
    String implementation = quality.text("implementation");
    switch (engine.toLowerCase(Locale.ROOT)) {
      case "cel" -> {
        if (implementation == null) {
          report.wrongShape(quality.location("implementation"), "implementation", "a string");
        } else {
          add(rules, rule(quality, path, "cel", new Constraint.Cel(implementation)));
        }
      }
      case "sluice" ->
          report.unsupported(
              quality.keyLocation("implementation"),
              "rule " + id(quality, path, "sluice") + " (engine sluice)");
      default -> aside(quality, path, engine.isEmpty() ? "custom" : engine, rules);
    }
  }

  private void library(Fields quality, String path, int operators, List<Rule> rules) {
    String metric = quality.text("metric");
    if (metric == null) {
      // v3.0 named the metric by the key `rule`.
      metric = quality.text("rule");
    }
    if (metric == null) {
      report.missingKey(quality.location(), "metric", "a rule of type library");
      return;
    }
    if (operators != 1) {
      report.operators(quality.location(), operators);
      return;
    }
    boolean perRecord =
        List.of("nullValues", "missingValues", "invalidValues").contains(metric)
            && toleratesNone(quality);
    if (!perRecord) {
      Rule rule = rule(quality, path, metric, new Constraint.Measure(metric));
      report.measuredLater(quality.location(), rule.id());
      rules.add(rule);
      return;
    }
    switch (metric) {
      case "nullValues" -> add(rules, rule(quality, path, metric, new Constraint.Required()));
      case "missingValues" -> missingValues(quality, path, rules);
      default -> invalidValues(quality, path, rules);
    }
  }

  private static boolean toleratesNone(Fields quality) {
    return isZero(quality.number("mustBe")) || isZero(quality.number("mustBeLessOrEqualTo"));
  }

  private static boolean isZero(@Nullable BigDecimal number) {
    return number != null && number.signum() == 0;
  }

  private void missingValues(Fields quality, String path, List<Rule> rules) {
    Fields arguments = quality.child("arguments");
    if (!arguments.isList("missingValues")) {
      report.argument(quality.location(), "missingValues", "missingValues: [null, '']");
      return;
    }
    List<@Nullable String> values = arguments.texts("missingValues");
    add(
        rules,
        rule(
            quality,
            path,
            "missingValues",
            new Constraint.NotMissing(present(values), values.contains(null))));
  }

  private void invalidValues(Fields quality, String path, List<Rule> rules) {
    Fields arguments = quality.child("arguments");
    if (!(quality.node("arguments") instanceof MappingNode)
        || !(arguments.isList("validValues") || arguments.has("pattern"))) {
      report.argument(
          quality.location(), "invalidValues", "validValues: [a, b]} or {pattern: '^[a-z]+$'");
      return;
    }
    if (arguments.isList("validValues")) {
      add(
          rules,
          rule(
              quality,
              path,
              "invalidValues",
              new Constraint.ValidValues(present(arguments.texts("validValues")))));
    }
    String expression = arguments.text("pattern");
    if (expression != null) {
      try {
        Pattern.compile(expression);
        add(rules, rule(quality, path, "invalidValues", new Constraint.Pattern(expression)));
      } catch (PatternSyntaxException e) {
        report.pattern(arguments.location("pattern"), e.getDescription());
      }
    }
  }

  private static List<String> present(List<@Nullable String> values) {
    return values.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private Rule rule(Fields quality, String path, String word, Constraint constraint) {
    return new Rule(
        id(quality, path, word),
        constraint,
        severity(quality),
        quality.text("description"),
        quality.location());
  }

  private static String id(Fields quality, String path, String word) {
    String id = quality.text("id");
    String name = quality.text("name");
    return id != null ? id : name != null ? name : path + "." + word;
  }

  private RuleSeverity severity(Fields quality) {
    String severity = quality.text("severity", "error");
    return switch (severity.toLowerCase(Locale.ROOT)) {
      case "error" -> RuleSeverity.ERROR;
      case "warning" -> RuleSeverity.WARNING;
      default -> {
        report.severity(quality.location("severity"), severity);
        yield RuleSeverity.ERROR;
      }
    };
  }
}
