package io.sluice.engine.walk;

import java.util.List;

/**
 * A record: its fields in the writer schema's order. Stands for a record wherever it occurs, so
 * that a schema that holds itself gives a plan that holds itself.
 */
public final class RecordStep extends Step {

  private Step[] fields = new Step[0];

  /** Sets the fields, once, while the plan is built. */
  public void setFields(List<Step> steps) {
    fields = steps.toArray(Step[]::new);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    if (!walk.enter()) {
      return UNREADABLE;
    }
    int next = at;
    for (Step field : fields) {
      next = field.walk(walk, bytes, next, end);
      if (next == UNREADABLE) {
        return UNREADABLE;
      }
    }
    walk.leave();
    return next;
  }
}
