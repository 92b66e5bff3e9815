package io.sluice.engine.walk;

/** A record that is a field of another: its breaches are named by the field. */
public final class NamedStep extends Step {

  private final String name;
  private final Step step;

  public NamedStep(String name, Step step) {
    this.name = name;
    this.step = step;
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int mark = walk.breaches();
    int next = step.walk(walk, bytes, at, end);
    if (walk.breaches() != mark) {
      walk.within(name, mark);
    }
    return next;
  }
}
