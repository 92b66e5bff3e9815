package io.sluice.engine.walk;

/** A field whose place expressions over the record will ask for. */
public final class SlotStep extends Step {

  private final int slot;
  private final Step step;

  public SlotStep(int slot, Step step) {
    this.slot = slot;
    this.step = step;
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int next = step.walk(walk, bytes, at, end);
    walk.scratch().mark(slot, at, walk.items());
    return next;
  }
}
