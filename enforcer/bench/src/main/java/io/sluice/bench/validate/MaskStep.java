package io.sluice.bench.validate;

import java.util.Locale;

/** What is done to an order; each a method of {@link MaskBenchmark}. */
public enum MaskStep {
  /** It is judged. */
  JUDGED,

  /** It is judged, and four of its fields are masked; its customer came lately. */
  MASKED,

  /** A customer is hashed, of whom nothing is known yet. */
  HASHED,

  /** A person is met of whom nothing is known yet: its own keys hash a value and tokenise one. */
  MET;

  /** What it is called in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
