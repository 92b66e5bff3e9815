package io.sluice.engine.objective;

/**
 * What share of what is judged in a window has to be good.
 *
 * @param target the share
 * @param window over which time
 */
public record Objective(Target target, Window window) {

  @Override
  public String toString() {
    return target + " in " + window;
  }
}
