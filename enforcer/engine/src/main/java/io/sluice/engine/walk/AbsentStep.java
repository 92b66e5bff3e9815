package io.sluice.engine.walk;

import java.util.List;

/**
 * A field that the writer schema lacks: it takes no bytes and reads as the contract's default in
 * every record, so what that default breaks is known beforehand.
 */
public final class AbsentStep implements Step {

  private final Demand[] broken;

  public AbsentStep(List<Demand> broken) {
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
