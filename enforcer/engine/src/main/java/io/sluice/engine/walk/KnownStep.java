package io.sluice.engine.walk;

import java.util.List;

/**
 * A value that takes no bytes, so that what it breaks is known beforehand: a null, or the
 * contract's default of a field that the writer schema lacks.
 */
public final class KnownStep extends Step {

  private final Demand[] broken;

  /**
   * @param broken what the value breaks; empty where it is fine
   */
  public KnownStep(List<Demand> broken) {
    this.broken = broken.toArray(Demand[]::new);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    for (Demand demand : broken) {
      walk.breach(demand);
    }
    return at;
  }
}
