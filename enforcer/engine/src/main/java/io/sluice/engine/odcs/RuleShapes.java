package io.sluice.engine.odcs;

import static io.sluice.engine.odcs.MappingBuilder.mapping;
import static io.sluice.engine.odcs.Shape.Kind.ANY;
import static io.sluice.engine.odcs.Shape.Kind.BOOLEAN;
import static io.sluice.engine.odcs.Shape.Kind.NUMBER;
import static io.sluice.engine.odcs.Shape.Kind.OBJECT;
import static io.sluice.engine.odcs.Shape.Kind.SINGLE;
import static io.sluice.engine.odcs.Shape.Kind.TEXT;
import static io.sluice.engine.odcs.Shape.Kind.WHOLE;

import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.odcs.Shape.Choice;
import io.sluice.engine.odcs.Shape.Either;
import io.sluice.engine.odcs.Shape.Items;
import io.sluice.engine.odcs.Shape.Mapping;
import io.sluice.engine.odcs.Shape.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of what demands something of the data: quality rules and {@code logicalTypeOptions}. */
final class RuleShapes {

  static final List<String> METRICS =
      List.of("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");

  static final List<String> OPERATORS =
      List.of(
          "mustBe",
          "mustNotBe",
          "mustBeGreaterThan",
          "mustBeGreaterOrEqualTo",
          "mustBeLessThan",
          "mustBeLessOrEqualTo",
          "mustBeBetween",
          "mustNotBeBetween");

  private static final List<String> TYPES = List.of("text", "library", "sql", "custom");

  private static final List<String> DIMENSIONS =
      List.of(
          "accuracy",
          "completeness",
          "conformity",
          "consistency",
          "coverage",
          "timeliness",
          "uniqueness");

  static final Choice QUALITY = quality();

  private RuleShapes() {}

  /** The type of a rule: what it says, or what its keys make it. */
  static String type(Fields rule) {
    boolean isLibrary =
        rule.has("metric")
            || rule.has("rule")
            || rule.has("arguments")
            || OPERATORS.stream().anyMatch(rule::has);
    return rule.text("type", isLibrary ? "library" : "text");
  }

  private static Choice quality() {
    Map<String, Mapping> byType = new LinkedHashMap<>();
    Map<String, Mapping> byTypeWithMetric = new LinkedHashMap<>();
    for (String type : TYPES) {
      byType.put(type, quality(type, type.equals("library")));
      byTypeWithMetric.put(type, quality(type, true));
    }
    Mapping unknown = quality("unknown", true);
    return new Choice(
        rule -> (rule.has("metric") ? byTypeWithMetric : byType).getOrDefault(type(rule), unknown),
        List.copyOf(byType.values()));
  }

  private static Mapping quality(String type, boolean library) {
    MappingBuilder rule =
        mapping("a rule of type " + type)
            .may("id", OdcsShapes.STABLE_ID)
            .may("name", TEXT)
            .may("type", new Word(TYPES))
            .may("description", TEXT)
            .may("businessImpact", TEXT)
            .may("dimension", new Word(DIMENSIONS))
            .may("method", TEXT)
            .may("schedule", TEXT)
            .may("scheduler", TEXT)
            .may("severity", TEXT)
            .may("unit", TEXT)
            .may("tags", OdcsShapes.TAGS)
            .may("authoritativeDefinitions", OdcsShapes.AUTHORITATIVE_DEFINITIONS)
            .may("customProperties", OdcsShapes.CUSTOM_PROPERTIES);
    if (library) {
      // Which of metric and rule it must have depends on the edition: read with the rules.
      rule.may("metric", new Word(METRICS)).may("rule", TEXT).may("arguments", OBJECT);
    }
    if (type.equals("sql")) {
      rule.must("query", TEXT);
    }
    if (type.equals("custom")) {
      rule.must("engine", TEXT).must("implementation", new Either(List.of(OBJECT, TEXT)));
    }
    // Which types take an operator, and how many, is read with the rules.
    Shape range = new Items(() -> NUMBER, 2);
    return rule.may("mustBe", ANY)
        .may("mustNotBe", ANY)
        .may("mustBeGreaterThan", NUMBER)
        .may("mustBeGreaterOrEqualTo", NUMBER)
        .may("mustBeLessThan", NUMBER)
        .may("mustBeLessOrEqualTo", NUMBER)
        .may("mustBeBetween", range)
        .may("mustNotBeBetween", range)
        .openBefore(Edition.V3_1)
        .build();
  }

  /** What {@code logicalTypeOptions} may hold for a type, in an edition. */
  static Mapping options(LogicalType type, Edition edition) {
    MappingBuilder options = mapping("the options of " + type.word());
    return switch (type) {
      case STRING ->
          options
              .may("minLength", WHOLE)
              .may("maxLength", WHOLE)
              .may("pattern", TEXT)
              .may("format", TEXT)
              .build();
      case DATE -> bounds(options, TEXT, edition).may("format", TEXT).build();
      case TIMESTAMP, TIME ->
          bounds(options, TEXT, edition)
              .may("format", TEXT)
              .may("timezone", BOOLEAN)
              .may("defaultTimezone", TEXT)
              .build();
      case INTEGER ->
          bounds(options, NUMBER, edition)
              .may("multipleOf", NUMBER)
              .may(
                  "format",
                  new Word(
                      List.of(
                          "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128")))
              .build();
      case NUMBER ->
          bounds(options, NUMBER, edition)
              .may("multipleOf", NUMBER)
              .may("format", new Word(List.of("f32", "f64")))
              .build();
      case OBJECT ->
          options
              .may("maxProperties", WHOLE)
              .may("minProperties", WHOLE)
              .may("required", new Items(() -> TEXT, 1))
              .build();
      case ARRAY ->
          options.may("maxItems", WHOLE).may("minItems", WHOLE).may("uniqueItems", BOOLEAN).build();
      // The standard lists no options of booleans, and refuses none.
      case BOOLEAN -> options.open().build();
    };
  }

  private static MappingBuilder bounds(MappingBuilder options, Shape bound, Edition edition) {
    Shape exclusive = edition == Edition.V3_0 ? SINGLE : bound;
    return options
        .may("minimum", bound)
        .may("maximum", bound)
        .may("exclusiveMinimum", exclusive)
        .may("exclusiveMaximum", exclusive);
  }
}
