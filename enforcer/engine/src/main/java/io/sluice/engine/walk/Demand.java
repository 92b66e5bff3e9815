package io.sluice.engine.walk;

import io.sluice.engine.contract.RuleSeverity;
import io.sluice.engine.verdict.ViolationClass;

/**
 * What a step reports when a value does not hold.
 *
 * @param rule the rule's id
 * @param path the field, relative to the record that holds it; empty for items of arrays and maps
 * @param message what is demanded, for people; holds no value of a record
 */
public record Demand(
    ViolationClass violationClass,
    String rule,
    String path,
    String message,
    RuleSeverity severity) {

  /** A demand of Sluice itself, which always routes. */
  public static Demand of(ViolationClass violationClass, String rule, String path, String message) {
    return new Demand(violationClass, rule, path, message, RuleSeverity.ERROR);
  }

  /** Whether a breach of it routes the record, rather than flagging it. */
  public boolean routes() {
    return severity == RuleSeverity.ERROR;
  }
}
