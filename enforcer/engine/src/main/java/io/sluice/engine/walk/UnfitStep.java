package io.sluice.engine.walk;

/** A value of a kind that the contract does not have here, which is read for its structure. */
public final class UnfitStep extends Step {

  private final Demand unfit;
  private final Step step;

  /**
   * @param unfit what every such value breaks
   */
  public UnfitStep(Demand unfit, Step step) {
    this.unfit = unfit;
    this.step = step;
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    walk.breach(unfit);
    return step.walk(walk, bytes, at, end);
  }
}
