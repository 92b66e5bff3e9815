package io.sluice.pipeline.enforce;

import java.time.Duration;

/**
 * Since when the registry has given an answer to every question, without a long silence between.
 */
final class Steadiness {

  private final long silence;
  private boolean steady;
  private long since;
  private long last;

  /**
   * @param silence between two answers, so long that nobody knows what happened in between
   */
  Steadiness(Duration silence) {
    this.silence = silence.toNanos();
  }

  /**
   * The registry answered.
   *
   * @param now in nanoseconds
   * @return since when it has done so
   */
  synchronized long answered(long now) {
    if (!steady || now - last > silence) {
      since = now;
    }
    steady = true;
    last = now;
    return since;
  }

  /** It did not, or not as the registry that the contract is in. */
  synchronized void failed() {
    steady = false;
  }
}
