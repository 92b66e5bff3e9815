package io.sluice.engine.walk;

import java.util.List;

/** A boolean: one byte, 0 or 1. */
public final class BooleanStep extends Step {

  private final String name;
  private final Demand[] brokenByFalse;
  private final Demand[] brokenByTrue;

  /**
   * @param name the field's name; empty for items
   * @param brokenByFalse what false breaks, which is known beforehand
   * @param brokenByTrue what true breaks
   */
  public BooleanStep(String name, List<Demand> brokenByFalse, List<Demand> brokenByTrue) {
    this.name = name;
    this.brokenByFalse = brokenByFalse.toArray(Demand[]::new);
    this.brokenByTrue = brokenByTrue.toArray(Demand[]::new);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    if (at == end) {
      return walk.fail(Structure.TRUNCATED, name);
    }
    int value = bytes[at];
    if ((value & ~1) != 0) {
      return walk.fail(Structure.BOOLEAN, name);
    }
    for (Demand demand : value == 0 ? brokenByFalse : brokenByTrue) {
      walk.breach(demand);
    }
    return at + 1;
  }
}
