package io.sluice.engine.walk;

/**
 * Holds a value to demands that are measured: what it breaks neither routes nor flags its record.
 * Immutable and safe to share between threads.
 */
public final class Trial {

  private final Step step;

  /**
   * @param step reads the value, with all that is demanded of it
   */
  public Trial(Step step) {
    this.step = step;
  }

  /**
   * Whether a value of the record that was walked over last breaks nothing; allocates nothing.
   *
   * @param at where it starts, the index of its union's branch included
   */
  public boolean passes(Walk walk, int at) {
    return walk.breaksNothing(step, at);
  }
}
