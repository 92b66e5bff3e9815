package io.sluice.engine.walk;

import java.util.List;

/**
 * A value that takes no bytes, so that what it breaks is known beforehand: a null, or the
 * contract's default of a field that the writer schema lacks.
 */
public final class KnownStep implements Step {

  private final Demand[] broken;

  /**
   * @param broken what the value breaks; empty where it is fine
   */
  public KnownStep(List<Demand> broken) {
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
