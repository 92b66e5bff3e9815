package io.sluice.engine.plan;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What constraints demand, in words for people: bounds of the contract, never values of a record.
 */
public final class Sentences {

  private static final int MOST_VALUES = 10;

  private Sentences() {}

  public static String demanding(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Required() -> "must not be null";
      case Constraint.Minimum(String bound, boolean exclusive) ->
          (exclusive ? "must be above " : "must be at least ") + bound;
      case Constraint.Maximum(String bound, boolean exclusive) ->
          (exclusive ? "must be below " : "must be at most ") + bound;
      case Constraint.MultipleOf(BigDecimal factor) ->
          "must be a multiple of " + factor.toPlainString();
      case Constraint.MinLength(int length) -> "must have at least " + count(length, "character");
      case Constraint.MaxLength(int length) -> "must have at most " + count(length, "character");
      case Constraint.Pattern(String expression) -> "must match " + expression;
      case Constraint.Format(String format) -> "must have the format " + format;
      case Constraint.Temporal(LogicalType type, String format) ->
          "must be a "
              + type.word()
              + " as "
              + (format == null ? "RFC 3339" : format)
              + " writes it";
      case Constraint.MinItems(int items) -> "must have at least " + count(items, "item");
      case Constraint.MaxItems(int items) -> "must have at most " + count(items, "item");
      case Constraint.UniqueItems() -> "must have no equal items";
      case Constraint.ValidValues(List<String> values) -> "must be one of: " + list(values);
      case Constraint.NotMissing(List<String> values, boolean nullIsMissing) ->
          "must not be missing: " + (nullIsMissing ? "null" : "") + missing(values, nullIsMissing);
      case Constraint.Cel(String expression) -> "must hold: " + expression;
      case Constraint.Measure measure -> measured(measure);
      case Constraint.NotOnAStream(String kind) -> "is not judged on a stream: " + kind;
    };
  }

  private static String measured(Constraint.Measure measure) {
    String demands =
        measure.values().stream().map(Sentences::demanding).collect(Collectors.joining(" and "));
    String what = demands.isEmpty() ? "" : ", that a value " + demands;
    return "is measured: " + measure.metric() + what + ": " + measure.comparison();
  }

  /** The standard's word for a constraint. */
  public static String word(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Required required -> "required";
      case Constraint.Minimum minimum -> "minimum";
      case Constraint.Maximum maximum -> "maximum";
      case Constraint.MultipleOf multipleOf -> "multipleOf";
      case Constraint.MinLength minLength -> "minLength";
      case Constraint.MaxLength maxLength -> "maxLength";
      case Constraint.Pattern pattern -> "pattern";
      case Constraint.Format format -> "format";
      case Constraint.Temporal temporal -> "logicalType";
      case Constraint.MinItems minItems -> "minItems";
      case Constraint.MaxItems maxItems -> "maxItems";
      case Constraint.UniqueItems uniqueItems -> "uniqueItems";
      case Constraint.ValidValues validValues -> "invalidValues";
      case Constraint.NotMissing notMissing -> "missingValues";
      case Constraint.Cel cel -> "cel";
      case Constraint.Measure measure -> measure.metric();
      case Constraint.NotOnAStream(String kind) -> kind;
    };
  }

  private static String missing(List<String> values, boolean nullIsMissing) {
    return values.isEmpty() ? "" : (nullIsMissing ? ", " : "") + list(values);
  }

  private static String list(List<String> values) {
    String first =
        String.join(
            ", ", values.stream().limit(MOST_VALUES).map(v -> v.isEmpty() ? "\"\"" : v).toList());
    return values.size() > MOST_VALUES ? first + ", … (" + values.size() + " in all)" : first;
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
