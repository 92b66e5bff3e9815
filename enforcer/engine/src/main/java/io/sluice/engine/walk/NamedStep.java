package io.sluice.engine.walk;

/** A record that is a field of another: its breaches are named by the field. */
public final class NamedStep implements Step {

  private final String name;
  private final Step step;

  public NamedStep(String name, Step step) {
    this.name = name;
    this.step = step;
  }

  @Override
  public boolean walk(Walk walk) {
    int mark = walk.breaches();
    boolean readable = step.walk(walk);
    if (walk.breaches() != mark) {
      walk.within(name, mark);
    }
    return readable;
  }
}
