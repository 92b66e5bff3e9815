package io.sluice.pipeline.enforce;

/**
 * How much Sluice's headers say: less where a record would otherwise be too large for its topic.
 */
enum Detail {
  /** Everything. */
  FULL,
  /** Of several violations or warnings, the first alone. */
  FIRST,
  /**
   * What tells a letter's place, contract, class and first rule; of a product record, no warning.
   */
  LEAST
}
