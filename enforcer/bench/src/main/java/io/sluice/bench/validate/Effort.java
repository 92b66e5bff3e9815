package io.sluice.bench.validate;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param rounds processes for each way of each case; the ways take turns, so that a machine that
 *     grows slower does so for all
 * @param warmUps iterations that are not counted, for the compiler
 * @param iterations iterations that are counted
 */
public record Effort(int rounds, int warmUps, Duration warmUp, int iterations, Duration iteration) {

  /** What {@code bin/sluice bench validate} does. */
  public static final Effort STATED =
      new Effort(2, 4, Duration.ofMillis(600), 12, Duration.ofMillis(200));

  /** Enough to see that everything runs, and nothing of how fast. */
  public static final Effort SMOKE =
      new Effort(1, 1, Duration.ofMillis(20), 1, Duration.ofMillis(20));
}
