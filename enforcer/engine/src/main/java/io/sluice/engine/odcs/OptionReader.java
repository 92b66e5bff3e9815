package io.sluice.engine.odcs;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.finding.Suggestions;
import io.sluice.engine.text.BytePattern;
import io.sluice.engine.text.InvalidPatternException;
import io.sluice.engine.text.StringFormat;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads {@code logicalTypeOptions} into rules. */
final class OptionReader {

  /** Formats of the standard that say how a text is to be handled, and nothing of its value. */
  private static final List<String> SAYS_NOTHING = List.of("password", "binary");

  private static final List<String> STRING_FORMATS =
      Arrays.stream(StringFormat.values()).map(StringFormat::word).toList();

  private final Edition edition;
  private final Report report;

  OptionReader(Edition edition, Report report) {
    this.edition = edition;
    this.report = report;
  }

  void read(Fields field, RuleList rules) {
    temporal(field, rules);
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
    new ShapeCheck(edition, report).check(options, shape, "logicalTypeOptions");
    if (edition == Edition.V3_2) {
      refuseUnknown(options, shape, rules);
    }
    bounds(options, type, rules);
    sizes(options, rules);
    texts(options, type, rules);
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
                new ShapeCheck(edition, report)
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
    size(options, "minProperties", Constraint.MinItems::new, rules);
    size(options, "maxProperties", Constraint.MaxItems::new, rules);
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
      Fields options, String key, IntFunction<Constraint> constraint, RuleList rules) {
    BigDecimal size = options.number(key);
    if (size == null) {
      return;
    }
    if (size.signum() < 0) {
      report.negative(options.location(key), key);
      return;
    }
    if (size.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      report.beyondAnySize(options.location(key), key);
      return;
    }
    rules.add(key, constraint.apply(size.intValue()), options.keyLocation(key));
  }

  /** That a field is a date, a time or a timestamp is a demand on texts. */
  private static void temporal(Fields field, RuleList rules) {
    LogicalType type = LogicalType.parse(field.text("logicalType", "")).orElse(null);
    if (type == LogicalType.DATE || type == LogicalType.TIME || type == LogicalType.TIMESTAMP) {
      String format = field.child("logicalTypeOptions").text("format");
      rules.add(
          "logicalType", new Constraint.Temporal(type, format), field.keyLocation("logicalType"));
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
        for (String key : List.of("timezone", "defaultTimezone")) {
          if (options.has(key)) {
            report.timezone(options.keyLocation(key), key);
          }
        }
      }
      case STRING -> {
        if (format != null) {
          stringFormat(options, format, rules);
        }
      }
      default -> {
        if (format != null) {
          rules.add("format", new Constraint.Format(format), options.keyLocation("format"));
        }
      }
    }
  }

  /** The standard lists examples and takes any word: one that is not known can't be enforced. */
  private void stringFormat(Fields options, String format, RuleList rules) {
    if (SAYS_NOTHING.contains(format)) {
      report.formatSaysNothing(options.location("format"), format);
    } else if (StringFormat.parse(format).isPresent()) {
      rules.add("format", new Constraint.Format(format), options.keyLocation("format"));
    } else {
      report.unknownFormat(options.location("format"), format, STRING_FORMATS);
    }
  }

  /** Whether RE2 can run a pattern; reports what is in its way. */
  static boolean isPattern(Fields pattern, Report report) {
    try {
      BytePattern.compile(String.valueOf(pattern.text()));
      return true;
    } catch (InvalidPatternException e) {
      report.pattern(pattern.location(), String.valueOf(e.getMessage()));
      return false;
    }
  }
}
