package io.sluice.engine.odcs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.finding.Suggestions;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads {@code logicalTypeOptions} into rules. */
final class OptionReader {

  private final Edition edition;
  private final Report report;

  OptionReader(Edition edition, Report report) {
    this.edition = edition;
    this.report = report;
  }

  void read(Fields field, RuleList rules) {
    Fields options = field.child("logicalTypeOptions");
    if (options.entries().isEmpty()) {
      return;
    }
    String word = field.text("logicalType");
    if (word == null) {
      report.optionsWithoutType(field.keyLocation("logicalTypeOptions"), rules.path());
      return;
    }
    LogicalType type = LogicalType.parse(word).orElse(null);
    if (type == null) {
      ofUnknownType(field, options, word, rules);
      return;
    }
    Shape.Mapping shape = RuleShapes.options(type, edition);
    new ShapeCheck(report).check(options, shape, "logicalTypeOptions");
    if (edition == Edition.V3_2) {
      refuseUnknown(options, shape, rules);
    }
    bounds(options, type, rules);
    sizes(options, rules);
    texts(options, type, rules);
    for (String key : List.of("minProperties", "maxProperties", "required")) {
      if (type == LogicalType.OBJECT && options.has(key)) {
        report.unsupported(options.keyLocation(key), "option " + key + " of " + rules.path());
      }
    }
  }

  /** Options of a type that is no type are held against the type that was meant. */
  private void ofUnknownType(Fields field, Fields options, String word, RuleList rules) {
    if (edition == Edition.V3_2) {
      report.unsupported(
          field.keyLocation("logicalTypeOptions"),
          "logicalTypeOptions of " + rules.path() + ", whose type is " + word + ",");
      return;
    }
    Suggestions.nearest(word, SchemaShapes.LOGICAL_TYPES)
        .flatMap(LogicalType::parse)
        .ifPresent(
            meant ->
                new ShapeCheck(report)
                    .check(options, RuleShapes.options(meant, edition), "logicalTypeOptions"));
  }

  /** What a newer standard adds to the options is a demand on records, whatever it is. */
  private void refuseUnknown(Fields options, Shape.Mapping shape, RuleList rules) {
    for (Fields.Entry option : options.entries()) {
      if (!shape.keys().containsKey(option.key())) {
        report.unsupported(option.location(), "option " + option.key() + " of " + rules.path());
      }
    }
  }

  // ---- bounds

  private void bounds(Fields options, LogicalType type, RuleList rules) {
    bound(options, "minimum", "exclusiveMinimum", Constraint.Minimum::new, rules);
    bound(options, "maximum", "exclusiveMaximum", Constraint.Maximum::new, rules);
    for (String low : List.of("minimum", "exclusiveMinimum")) {
      for (String high : List.of("maximum", "exclusiveMaximum")) {
        Integer order = order(options.child(low), options.child(high), type);
        boolean exclusive = low.startsWith("exclusive") || high.startsWith("exclusive");
        if (order != null && (order > 0 || (order == 0 && exclusive))) {
          report.contradiction(options.location(low), low, high);
        }
      }
    }
    BigDecimal factor = options.number("multipleOf");
    if (factor != null && factor.signum() <= 0) {
      report.notPositive(options.location("multipleOf"), "multipleOf");
    } else if (factor != null) {
      rules.add("multipleOf", new Constraint.MultipleOf(factor), options.keyLocation("multipleOf"));
    }
  }

  private interface Bounded {
    Constraint of(String bound, boolean exclusive);
  }

  private void bound(
      Fields options, String key, String exclusiveKey, Bounded constraint, RuleList rules) {
    // In v3.0 the exclusive key only says how the other one is meant.
    boolean isSwitch = options.child(exclusiveKey).value() instanceof Boolean;
    String bound = literal(options.child(key));
    if (bound != null) {
      boolean exclusive = isSwitch && options.isTrue(exclusiveKey);
      rules.add(key, constraint.of(bound, exclusive), options.keyLocation(key));
    } else if (isSwitch && options.isTrue(exclusiveKey)) {
      report.loneSwitch(options.keyLocation(exclusiveKey), exclusiveKey, key);
    }
    String exclusiveBound = isSwitch ? null : literal(options.child(exclusiveKey));
    if (exclusiveBound != null) {
      rules.add(
          exclusiveKey, constraint.of(exclusiveBound, true), options.keyLocation(exclusiveKey));
    }
  }

  /** A bound as written; numbers in decimal. */
  private static @Nullable String literal(Fields bound) {
    return bound.value() instanceof BigDecimal number ? number.toString() : bound.text();
  }

  /** How two bounds compare; null where only the field's type can tell. */
  private static @Nullable Integer order(Fields low, Fields high, LogicalType type) {
    if (low.value() instanceof BigDecimal lowest && high.value() instanceof BigDecimal highest) {
      return lowest.compareTo(highest);
    }
    String lowest = low.text();
    String highest = high.text();
    boolean isIsoDate =
        type == LogicalType.DATE
            && lowest != null
            && highest != null
            && (lowest + highest).matches("(\\d{4}-\\d{2}-\\d{2}){2}");
    // Dates as ISO 8601 writes them order as their texts do.
    return isIsoDate && lowest != null && highest != null ? lowest.compareTo(highest) : null;
  }

  // ---- sizes and texts

  private void sizes(Fields options, RuleList rules) {
    size(options, "minLength", Constraint.MinLength::new, rules);
    size(options, "maxLength", Constraint.MaxLength::new, rules);
    size(options, "minItems", Constraint.MinItems::new, rules);
    size(options, "maxItems", Constraint.MaxItems::new, rules);
    // Not enforced, but negative they are wrong all the same.
    size(options, "minProperties", count -> null, rules);
    size(options, "maxProperties", count -> null, rules);
    for (String what : List.of("Length", "Items", "Properties")) {
      BigDecimal least = options.number("min" + what);
      BigDecimal most = options.number("max" + what);
      if (least != null && most != null && least.compareTo(most) > 0) {
        report.contradiction(options.location("min" + what), "min" + what, "max" + what);
      }
    }
    if (options.isTrue("uniqueItems")) {
      rules.add("uniqueItems", new Constraint.UniqueItems(), options.keyLocation("uniqueItems"));
    }
  }

  private void size(
      Fields options, String key, IntFunction<@Nullable Constraint> constraint, RuleList rules) {
    BigDecimal size = options.number(key);
    if (size == null) {
      return;
    }
    if (size.signum() < 0 || size.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      report.negative(options.location(key), key);
      return;
    }
    Constraint demanded = constraint.apply(size.intValue());
    if (demanded != null) {
      rules.add(key, demanded, options.keyLocation(key));
    }
  }

  private void texts(Fields options, LogicalType type, RuleList rules) {
    String expression = options.text("pattern");
    if (expression != null && isPattern(options.child("pattern"), report)) {
      rules.add("pattern", new Constraint.Pattern(expression), options.keyLocation("pattern"));
    }
    String format = options.text("format");
    switch (type) {
      case DATE, TIME, TIMESTAMP -> {
        for (String key : List.of("format", "timezone", "defaultTimezone")) {
          if (options.has(key)) {
            report.formatOnly(options.keyLocation(key), key);
          }
        }
      }
      default -> {
        if (format != null) {
          rules.add("format", new Constraint.Format(format), options.keyLocation("format"));
        }
      }
    }
  }

  /** Whether RE2 can run a pattern; reports what is in its way. */
  static boolean isPattern(Fields pattern, Report report) {
    try {
      Pattern.compile(String.valueOf(pattern.text()));
      return true;
    } catch (PatternSyntaxException e) {
      report.pattern(pattern.location(), e.getDescription());
      return false;
    }
  }
}
