package io.sluice.engine.observe;

/** What an indicator makes of a value in one record. */
public enum Mark {
  /** It is there, of completeness; it is right, of accuracy. */
  GOOD,
  /** It is missing, or it is wrong. */
  BAD,
  /** There is no value that could be right or wrong. */
  NONE
}
