package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param start its first instant
 * @param end the first instant after it
 */
public record Period(Instant start, Instant end) {

  public Period {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a period from " + start + " to " + end + " is empty");
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  @Override
  public String toString() {
    return start + " to " + end;
  }
}
