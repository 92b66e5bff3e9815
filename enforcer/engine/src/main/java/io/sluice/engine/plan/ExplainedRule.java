package io.sluice.engine.plan;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A rule and how it is enforced on records of the contract's own schema.
 *
 * @param why what keeps an expression from being compiled; null for anything else
 */
public record ExplainedRule(Rule rule, Run run, @Nullable String why) {

  /** How a rule is run. */
  public enum Run {
    /** By a check on the value's bytes, as the walk passes it. */
    CHECKED("checked on the bytes"),
    /** By an expression compiled to read the bytes. */
    COMPILED("compiled to read the bytes"),
    /** By cel-java, on values that are decoded as it asks for them. */
    INTERPRETED("run by cel-java"),
    /** It has a tolerance: it is to be measured, and routes nothing. */
    MEASURED("measured, routes nothing"),
    /** No stream can judge it. */
    ASIDE("not enforced on a stream");

    private final String words;

    Run(String words) {
      this.words = words;
    }

    /** The same in words. */
    public String words() {
      return words;
    }
  }

  /** What the rule demands, in words. */
  public String demand() {
    return Sentences.demanding(rule.constraint());
  }

  static Run of(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Measure measure -> Run.MEASURED;
      case Constraint.NotOnAStream aside -> Run.ASIDE;
      default -> Run.CHECKED;
    };
  }
}
