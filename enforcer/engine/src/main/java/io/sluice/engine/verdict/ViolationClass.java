package io.sluice.engine.verdict;

/** What kind of breach a dead letter holds. */
public enum ViolationClass {
  /** The record's writer schema, or its place in it, does not fit the contract. */
  SCHEMA,
  /** The bytes do not decode. */
  STRUCTURE,
  /** A rule of the contract does not hold. */
  RULE,
  /** A defect of Sluice itself. */
  INTERNAL
}
