package io.sluice.engine.contract;

import java.util.Locale;
import java.util.Optional;

/** Which fields of a record the product has. */
public enum Output {
  /** All that the writer has: the record keeps its writer's schema. */
  PASS,
  /** Those of the contract's own schema, which the record is rewritten to. */
  PROJECT;

  public static final String PROPERTY = "sluice.output";

  /** The word in contracts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The output that a word names; empty where there is none such. */
  public static Optional<Output> parse(String text) {
    for (Output output : values()) {
      if (output.word().equals(text)) {
        return Optional.of(output);
      }
    }
    return Optional.empty();
  }
}
