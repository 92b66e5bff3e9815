package io.sluice.pipeline.count;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What one task has counted since its last commit. Written by its stream thread alone: plain
 * fields, nothing shared.
 */
public final class Tally {

  /** A rule with the class that its breaches have. */
  record Breach(String rule, ViolationClass violationClass) {}

  private final int partition;
  private final Map<Outcome, long[]> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Breach, long[]> violations = new HashMap<>();
  private final Map<String, long[]> warnings = new HashMap<>();
  private long samples;

  Tally(int partition) {
    this.partition = partition;
  }

  /** Counts a record. */
  public void count(Outcome outcome) {
    add(outcomes, outcome);
  }

  /** Counts a breach of a record that is counted as violating or shadowed. */
  public void countViolation(Violation violation) {
    add(violations, new Breach(violation.rule(), violation.violationClass()));
  }

  /** Counts a breach that only flags its record. */
  public void countWarning(Violation warning) {
    add(warnings, warning.rule());
  }

  /** Counts a sample of the records that are counted as shadowed. */
  public void countSample() {
    samples++;
  }

  private static <K> void add(Map<K, long[]> counts, K key) {
    counts.computeIfAbsent(key, k -> new long[1])[0]++;
  }

  /** The raw partition whose records it counts. */
  int partition() {
    return partition;
  }

  boolean isEmpty() {
    return outcomes.isEmpty();
  }

  long outcome(Outcome outcome) {
    long[] count = outcomes.get(outcome);
    return count == null ? 0 : count[0];
  }

  Map<Breach, long[]> violations() {
    return violations;
  }

  Map<String, long[]> warnings() {
    return warnings;
  }

  long samples() {
    return samples;
  }

  /** Hands over what was counted and starts again from zero. */
  Tally take() {
    Tally taken = new Tally(partition);
    taken.outcomes.putAll(outcomes);
    taken.violations.putAll(violations);
    taken.warnings.putAll(warnings);
    taken.samples = samples;
    clear();
    return taken;
  }

  /** Forgets what was counted: its transaction was aborted. */
  void clear() {
    outcomes.clear();
    violations.clear();
    warnings.clear();
    samples = 0;
  }
}
