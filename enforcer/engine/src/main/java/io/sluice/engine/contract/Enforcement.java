package io.sluice.engine.contract;

import java.util.Optional;

/** What becomes of records that violate a contract ({@code sluice.enforcement}). */
public enum Enforcement {
  /** They go to the dead-letter topic. */
  ENFORCE("enforce"),
  /** They pass, are counted and marked, and some are sampled. */
  SHADOW("shadow");

  public static final String PROPERTY = "sluice.enforcement";

  private final String word;

  Enforcement(String word) {
    this.word = word;
  }

  /** The word that a contract uses. */
  public String word() {
    return word;
  }

  /** The enforcement that a word names; empty where there is none. */
  public static Optional<Enforcement> parse(String text) {
    for (Enforcement enforcement : values()) {
      if (enforcement.word.equals(text)) {
        return Optional.of(enforcement);
      }
    }
    return Optional.empty();
  }
}
