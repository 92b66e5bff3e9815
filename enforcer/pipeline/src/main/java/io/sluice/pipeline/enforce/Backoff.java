package io.sluice.pipeline.enforce;

import java.time.Duration;

/**
 * How long to wait before trying again: twice as long each time, up to a bound.
 *
 * @param first after the first failure
 * @param longest never longer
 */
public record Backoff(Duration first, Duration longest) {

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "backoff must start above zero and not end below its start: %s to %s"
              .formatted(first, longest));
    }
  }

  /** The wait after so many failures in a row; the first is 1. */
  public Duration after(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, 30);
    long milliseconds = first.toMillis() << doublings;
    return milliseconds <= 0 || milliseconds > longest.toMillis()
        ? longest
        : Duration.ofMillis(milliseconds);
  }
}
