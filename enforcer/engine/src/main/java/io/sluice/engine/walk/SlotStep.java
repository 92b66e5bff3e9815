package io.sluice.engine.walk;

/** A field whose place expressions over the record will ask for. */
public final class SlotStep implements Step {

  private final int slot;
  private final Step step;

  public SlotStep(int slot, Step step) {
    this.slot = slot;
    this.step = step;
  }

  @Override
  public boolean walk(Walk walk) {
    walk.scratch().mark(slot, walk.position());
    return step.walk(walk);
  }
}
