package io.sluice.engine.plan;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.text.BytePattern;
import io.sluice.engine.text.InvalidPatternException;
import io.sluice.engine.text.Moment;
import io.sluice.engine.text.PatternedTime;
import io.sluice.engine.text.StringFormat;
import io.sluice.engine.text.TimeText;
import io.sluice.engine.walk.Demand;
import io.sluice.engine.walk.StringCheck;
import java.time.DateTimeException;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compiles rules to the checks of texts, and of what is known as text: symbols and booleans. What a
 * bound means depends on the field's other rules: on texts that are dates it is one.
 */
final class TextChecks implements Checks.Compiler<StringCheck> {

  private final Constraint.@Nullable Temporal temporal;

  private TextChecks(Constraint.@Nullable Temporal temporal) {
    this.temporal = temporal;
  }

  /** The compiler for the rules of one field. */
  static TextChecks of(List<Rule> rules) {
    return new TextChecks(
        rules.stream()
            .map(Rule::constraint)
            .filter(Constraint.Temporal.class::isInstance)
            .map(Constraint.Temporal.class::cast)
            .findFirst()
            .orElse(null));
  }

  @Override
  public @Nullable StringCheck compile(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    return switch (constraint) {
      case Constraint.ValidValues(List<String> values) ->
          new StringCheck.Among(values, true, demand);
      case Constraint.NotMissing(List<String> values, boolean nullIsMissing) ->
          new StringCheck.Among(values, false, demand);
      default -> {
        if (type.getType() == Schema.Type.BOOLEAN) {
          Checks.passOver(constraint, type);
          yield null;
        }
        yield text(constraint, type, demand);
      }
    };
  }

  private @Nullable StringCheck text(Constraint constraint, Schema type, Demand demand)
      throws InapplicableException {
    return switch (constraint) {
      case Constraint.MinLength(int length) ->
          new StringCheck.Length(length, Integer.MAX_VALUE, demand);
      case Constraint.MaxLength(int length) -> new StringCheck.Length(0, length, demand);
      case Constraint.Pattern(String expression) ->
          new StringCheck.Matches(pattern(expression), demand);
      case Constraint.Format(String format) ->
          new StringCheck.Formatted(
              StringFormat.parse(format).orElseThrow(() -> Checks.cannotApply(constraint, type)),
              demand);
      case Constraint.Temporal written -> new StringCheck.Temporal(time(written), demand);
      case Constraint.Minimum(String bound, boolean exclusive) when temporal != null -> {
        TimeText time = time(temporal);
        yield new StringCheck.NotBefore(time, moment(bound, time, temporal), exclusive, demand);
      }
      case Constraint.Maximum(String bound, boolean exclusive) when temporal != null -> {
        TimeText time = time(temporal);
        yield new StringCheck.NotAfter(time, moment(bound, time, temporal), exclusive, demand);
      }
      default -> {
        Checks.passOver(constraint, type);
        yield null;
      }
    };
  }

  private static BytePattern pattern(String expression) throws InapplicableException {
    try {
      return BytePattern.compile(expression);
    } catch (InvalidPatternException e) {
      throw new InapplicableException("RE2 has no such pattern: " + e.getMessage(), e);
    }
  }

  /** How texts are written that are dates, times or timestamps. */
  static TimeText time(Constraint.Temporal written) throws InapplicableException {
    TimeText.Kind kind = kind(written);
    String format = written.format();
    if (format == null) {
      return new TimeText.Iso(kind);
    }
    try {
      return PatternedTime.of(format, kind);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InapplicableException(
          "no " + written.type().word() + " can be read as " + format + ": " + e.getMessage(), e);
    }
  }

  private static TimeText.Kind kind(Constraint.Temporal written) {
    return TimeText.Kind.parse(written.type().word())
        .orElseThrow(() -> new IllegalArgumentException(written.type() + " is no type of time"));
  }

  /** A bound is written as the texts are, or as RFC 3339 has it. */
  private static Moment moment(String bound, TimeText time, Constraint.Temporal written)
      throws InapplicableException {
    for (TimeText reading : List.of(time, new TimeText.Iso(kind(written)))) {
      try {
        return reading.parse(bound);
      } catch (DateTimeException e) {
        // The next reading may have it.
      }
    }
    throw new InapplicableException("\"" + bound + "\" is no " + written.type().word());
  }
}
