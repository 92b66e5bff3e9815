package io.sluice.engine.change;

import java.util.Locale;

/** What a change does to somebody, the worst first. */
public enum Impact {
  /** What works today does not work, or means something else, tomorrow. */
  BREAKING,
  /** Nothing has to break, and somebody should look. */
  WARNING,
  /** Nobody has to do anything. */
  INFO;

  /** The worse of two. */
  public Impact or(Impact other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Whether it is as bad as another, or worse. */
  public boolean isAtLeast(Impact other) {
    return compareTo(other) <= 0;
  }

  /** The word that outputs use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
