package io.sluice.engine.contract;

import java.util.Locale;
import java.util.Optional;

/** The types of the standard (ODCS v3.1.0, "Logical Types"). */
public enum LogicalType {
  STRING,
  DATE,
  TIMESTAMP,
  TIME,
  NUMBER,
  INTEGER,
  OBJECT,
  ARRAY,
  BOOLEAN;

  /** The type that a word names; empty where the standard has no such type. */
  public static Optional<LogicalType> parse(String text) {
    for (LogicalType type : values()) {
      if (type.word().equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The word that the standard uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
