package io.sluice.engine.objective;

/** How an objective stands, over all of its window. */
public enum Status {
  OK,
  /** The target is met, and the budget burns so fast that it will not be for long. */
  AT_RISK,
  BREACHED,
  /** There is nothing to judge. */
  UNKNOWN
}
