package io.sluice.engine.walk;

import java.util.List;

/**
 * A record: its fields in the writer schema's order. Stands for a record wherever it occurs, so
 * that a schema that holds itself gives a plan that holds itself.
 */
public final class RecordStep implements Step {

  private Step[] fields = new Step[0];

  /** Sets the fields, once, while the plan is built. */
  public void setFields(List<Step> steps) {
    fields = steps.toArray(Step[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    if (!walk.enter()) {
      return false;
    }
    for (Step field : fields) {
      if (!field.walk(walk)) {
        return false;
      }
    }
    walk.leave();
    return true;
  }
}
