package io.sluice.engine.walk;

import java.util.List;

/** A null: takes no bytes, and breaks whatever demands a value. */
public final class NullStep implements Step {

  private final Demand[] broken;

  /**
   * @param broken what a null breaks here; empty where null is fine
   */
  public NullStep(List<Demand> broken) {
    this.broken = broken.toArray(Demand[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    for (Demand demand : broken) {
      walk.breach(demand);
    }
    return true;
  }
}
