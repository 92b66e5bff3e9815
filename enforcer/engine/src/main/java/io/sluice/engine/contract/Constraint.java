package io.sluice.engine.contract;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule demands. Sealed, so that whoever compiles, explains or compares rules covers every
 * kind or does not build; a kind that this version can't enforce stops the contract from starting.
 *
 * <p>Bounds are kept as written: what "2020-01-01" or "12.50" means is decided by the type of the
 * field, when the rule is compiled.
 */
public sealed interface Constraint {

  /** The value is present: not null. */
  record Required() implements Constraint {}

  /** The value is at least the bound, or above it. Numbers, dates, times and timestamps. */
  record Minimum(String bound, boolean exclusive) implements Constraint {}

  /** The value is at most the bound, or below it. Numbers, dates, times and timestamps. */
  record Maximum(String bound, boolean exclusive) implements Constraint {}

  /** The value is a whole multiple of the factor, which is above zero. */
  record MultipleOf(BigDecimal factor) implements Constraint {}

  /** The string has at least so many code points. */
  record MinLength(int length) implements Constraint {}

  /** The string has at most so many code points. */
  record MaxLength(int length) implements Constraint {}

  /** Some part of the string matches the expression (RE2 syntax; anchors as written). */
  record Pattern(String expression) implements Constraint {}

  /** The value has the named format, such as {@code uuid} or {@code i32}. */
  record Format(String format) implements Constraint {}

  /**
   * The value is a date, a time or a timestamp, also where it is written as text.
   *
   * @param type one of these three
   * @param format how texts write it, as {@link java.time.format.DateTimeFormatter} has it; null
   *     for RFC 3339
   */
  record Temporal(LogicalType type, @Nullable String format) implements Constraint {}

  /** The array, or the map, has at least so many items. */
  record MinItems(int count) implements Constraint {}

  /** The array, or the map, has at most so many items. */
  record MaxItems(int count) implements Constraint {}

  /** No two items of the array are equal. */
  record UniqueItems() implements Constraint {}

  /** The value, where present, is one of these ({@code invalidValues} with {@code validValues}). */
  record ValidValues(List<String> values) implements Constraint {
    public ValidValues {
      values = List.copyOf(values);
    }
  }

  /**
   * The value is none of these, and not null where {@code nullIsMissing} ({@code missingValues}).
   */
  record NotMissing(List<String> missingValues, boolean nullIsMissing) implements Constraint {
    public NotMissing {
      missingValues = List.copyOf(missingValues);
    }
  }

  /** An expression of the Common Expression Language holds. */
  record Cel(String expression) implements Constraint {}

  /**
   * A ratio or count with a tolerance: feeds an SLI and never routes a record.
   *
   * @param metric the standard's word, such as {@code nullValues}; {@code cel} of an expression,
   *     {@code populationCoverage} of a population
   * @param values what each value, or each record, is held to where the metric judges one by one;
   *     none where it looks at many
   * @param comparison what the count or the share is held to: of the standard's metrics, of rows
   *     that break the rule (of {@code rowCount}, of all); else of what keeps it
   * @param arguments what else the rule says of how to measure, such as its window
   */
  record Measure(
      String metric, List<Constraint> values, Comparison comparison, Written.Entries arguments)
      implements Constraint {
    public Measure {
      values = List.copyOf(values);
    }
  }

  /**
   * A rule that no stream can judge per record, such as SQL.
   *
   * @param kind what it is, in the standard's words
   */
  record NotOnAStream(String kind) implements Constraint {}
}
