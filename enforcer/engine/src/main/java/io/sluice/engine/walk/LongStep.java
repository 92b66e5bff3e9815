package io.sluice.engine.walk;

import java.util.List;

/** An int or long, and what stands for one: dates, times and timestamps. */
public final class LongStep extends Step {

  private final String name;
  private final boolean isInt;
  private final LongCheck[] checks;
  private final long lowest;
  private final long highest;
  private final boolean boundsDecide;

  /**
   * @param name the field's name; empty for items
   * @param isInt whether the writer schema says {@code int}
   */
  public LongStep(String name, boolean isInt, List<LongCheck> checks) {
    this.name = name;
    this.isInt = isInt;
    this.checks = checks.toArray(LongCheck[]::new);
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    for (LongCheck check : checks) {
      if (check instanceof LongCheck.Between between) {
        from = Math.max(from, between.lowest());
        to = Math.min(to, between.highest());
      }
    }
    lowest = from;
    highest = to;
    boundsDecide = checks.stream().allMatch(LongCheck.Between.class::isInstance);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    long value = isInt ? walk.readInt(bytes, at, end, name) : walk.readLong(bytes, at, end, name);
    int next = walk.next();
    if (next != UNREADABLE && (!boundsDecide || value < lowest || value > highest)) {
      check(walk, value);
    }
    return next;
  }

  private void check(Walk walk, long value) {
    for (LongCheck check : checks) {
      if (!check.holds(value)) {
        walk.breach(check.demand());
      }
    }
  }
}
