package io.sluice.engine.objective;

/** Whether a promise is kept at this moment, whatever the rest of the window was like. */
public enum Current {
  KEPT,
  BROKEN,
  /** There is nothing to judge. */
  UNKNOWN;

  /** Whether the newest counts keep a target. */
  public static Current of(Counts newest, Target target) {
    if (newest.isNone()) {
      return UNKNOWN;
    }
    return target.isMetBy(newest) ? KEPT : BROKEN;
  }

  /** Likewise, of a promise that does not say so. */
  public static Current of(boolean isKept) {
    return isKept ? KEPT : BROKEN;
  }
}
