package io.sluice.pipeline.measurement;

/** What became of a delta. */
public enum Intake {
  /** It is counted. */
  TAKEN,
  /** It is counted, and what should have come before it never came. */
  AFTER_GAP,
  /** It is not counted: records of its range were counted before. */
  OVERLAPPING;

  public boolean isTaken() {
    return this != OVERLAPPING;
  }
}
