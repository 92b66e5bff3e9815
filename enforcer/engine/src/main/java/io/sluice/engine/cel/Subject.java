package io.sluice.engine.cel;

/** What a rule is about, and by which names its expression knows it. */
public enum Subject {
  /** A record as a whole: {@code message}, or {@code this}. */
  RECORD,
  /** A value of a property: {@code value}; judged where it is there, as all constraints are. */
  VALUE
}
