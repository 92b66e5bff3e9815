package io.sluice.engine.walk;

import java.util.List;

/** A float or double: 4 or 8 bytes, little endian. */
public final class DoubleStep extends Step {

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
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int width = isFloat ? Float.BYTES : Double.BYTES;
    if (end - at < width) {
      return walk.fail(Structure.TRUNCATED, name);
    }
    if (checks.length > 0) {
      double value =
          isFloat ? LittleEndian.readFloat(bytes, at) : LittleEndian.readDouble(bytes, at);
      for (DoubleCheck check : checks) {
        if (!check.holds(value)) {
          walk.breach(check.demand());
        }
      }
    }
    return at + width;
  }
}
