package io.sluice.engine.finding;

/** How much a finding matters: a contract with an {@link #ERROR} never goes live. */
public enum Severity {
  ERROR,
  WARNING,
  INFO
}
