package io.sluice.engine.walk;

import java.util.List;

/** An int or long, and what stands for one: dates, times and timestamps. */
public final class LongStep implements Step {

  private final String name;
  private final boolean isInt;
  private final LongCheck[] checks;

  /**
   * @param name the field's name; empty for items
   * @param isInt whether the writer schema says {@code int}
   */
  public LongStep(String name, boolean isInt, List<LongCheck> checks) {
    this.name = name;
    this.isInt = isInt;
    this.checks = checks.toArray(LongCheck[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    long value = isInt ? walk.readInt(name) : walk.readLong(name);
    if (walk.failed()) {
      return false;
    }
    for (LongCheck check : checks) {
      if (!check.holds(value)) {
        walk.breach(check.demand());
      }
    }
    return true;
  }
}
