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
  OTHER_TYPE;

  private final String tag = name().toLowerCase(Locale.ROOT);

  /** The value of the meters' tag {@code outcome}. */
  public String tag() {
    return tag;
  }
}
