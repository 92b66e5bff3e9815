package io.sluice.engine.verdict;

import java.util.List;

/**
 * The outcome for one record.
 *
 * @param violations breaches that route the record; empty for a compliant one
 * @param warnings breaches that only flag it
 */
public record Verdict(List<Violation> violations, List<Violation> warnings) {

  /** Most violations that one verdict lists. */
  public static final int MAX_VIOLATIONS = 20;

  /** The verdict of a record that breaks nothing. */
  public static final Verdict COMPLIANT = new Verdict(List.of(), List.of());

  public Verdict {
    violations = List.copyOf(violations);
    warnings = List.copyOf(warnings);
  }

  /** The verdict of a record with this one violation. */
  public static Verdict of(Violation violation) {
    return new Verdict(List.of(violation), List.of());
  }

  public boolean isViolating() {
    return !violations.isEmpty();
  }

  public boolean isFlagged() {
    return violations.isEmpty() && !warnings.isEmpty();
  }
}
