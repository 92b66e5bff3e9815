package io.sluice.engine.contract;

/** What a breach of a rule does to a record. */
public enum RuleSeverity {
  /** The record is a violation and goes to the dead-letter topic. */
  ERROR,
  /** The record is compliant and carries a flag. */
  WARNING
}
