package io.sluice.engine.walk;

/**
 * Bounds on what a record may ask of the walk.
 *
 * @param depth most records nested within each other
 * @param emptyItems most items of an array whose items take no bytes, in one record
 */
public record Limits(int depth, int emptyItems) {

  /** 64 deep, 65,536 empty items. */
  public static final Limits DEFAULT = new Limits(64, 65_536);

  public Limits {
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1: " + depth);
    }
    if (emptyItems < 0) {
      throw new IllegalArgumentException("emptyItems must not be negative: " + emptyItems);
    }
  }
}
