package io.sluice.pipeline.count;

import java.util.Locale;

/** What became of one raw record. Each record has exactly one. */
public enum Outcome {
  /** Passed: breaks nothing. */
  COMPLIANT,
  /** Passed, with a header that names the warnings. */
  FLAGGED,
  /** Passed: a deletion on its way to a compacted product topic. */
  TOMBSTONE,
  /** Passed, since the contract is in shadow, with a header that names the violations. */
  SHADOWED,
  /** Went to the dead-letter topic. */
  VIOLATING,
  /** Left to others: the contract names its type among those that it ignores. */
  OTHER_TYPE,
  /**
   * Left to another major version of the contract on the same raw topic: the writer schema is that
   * one's, or nobody's, and this is not the highest.
   */
  OTHER_MAJOR;

  private final String tag = name().toLowerCase(Locale.ROOT);

  /** Whether the record belongs to the contract, rather than to others. */
  public boolean isConsumed() {
    return switch (this) {
      case COMPLIANT, FLAGGED, TOMBSTONE, SHADOWED, VIOLATING -> true;
      case OTHER_TYPE, OTHER_MAJOR -> false;
    };
  }

  /** Whether the record is in the product topic, and nothing but a warning speaks against that. */
  public boolean isPassed() {
    return switch (this) {
      case COMPLIANT, FLAGGED, TOMBSTONE -> true;
      case SHADOWED, VIOLATING, OTHER_TYPE, OTHER_MAJOR -> false;
    };
  }

  /** The value of the meters' tag {@code outcome}. */
  public String tag() {
    return tag;
  }
}
