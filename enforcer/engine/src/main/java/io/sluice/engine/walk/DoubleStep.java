package io.sluice.engine.walk;

import java.util.List;

/** A float or double: 4 or 8 bytes, little endian. */
public final class DoubleStep implements Step {

  private final String name;
  private final boolean isFloat;
  private final DoubleCheck[] checks;

  /**
   * @param name the field's name; empty for items
   * @param isFloat whether the writer schema says {@code float}
   */
  public DoubleStep(String name, boolean isFloat, List<DoubleCheck> checks) {
    this.name = name;
    this.isFloat = isFloat;
    this.checks = checks.toArray(DoubleCheck[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    int width = isFloat ? Float.BYTES : Double.BYTES;
    if (!walk.has(width, name)) {
      return false;
    }
    if (checks.length > 0) {
      double value =
          isFloat
              ? LittleEndian.readFloat(walk.bytes(), walk.position())
              : LittleEndian.readDouble(walk.bytes(), walk.position());
      for (DoubleCheck check : checks) {
        if (!check.holds(value)) {
          walk.breach(check.demand());
        }
      }
    }
    walk.skip(width);
    return true;
  }
}
