package io.sluice.engine.contract;

import java.util.Locale;

/** Where a contract stands in its life; the standard leaves the word free, Sluice acts on these. */
public enum Status {
  PROPOSED,
  DRAFT,
  ACTIVE,
  DEPRECATED,
  RETIRED,
  /** A word of the organisation's own: reported, and the contract does not start. */
  OTHER;

  /** The status that a contract's text states, whatever its case. */
  public static Status parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "proposed" -> PROPOSED;
      case "draft" -> DRAFT;
      case "active" -> ACTIVE;
      case "deprecated" -> DEPRECATED;
      case "retired" -> RETIRED;
      default -> OTHER;
    };
  }

  /** Whether violations are routed to the dead-letter topic. */
  public boolean isEnforced() {
    return this == ACTIVE || this == DEPRECATED;
  }

  /** Whether a contract may run in shadow: nobody has been promised anything by it yet. */
  public boolean mayShadow() {
    return this == PROPOSED || this == DRAFT;
  }

  /** The word that a contract uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
