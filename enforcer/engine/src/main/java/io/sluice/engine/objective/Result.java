package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator came to in a window of time.
 *
 * @param window of a calendar, or whatever the indicator is judged over
 * @param counts where there is nothing to judge, their total is zero, and the result is unknown
 * @param state whether it can still change
 */
public record Result(Period window, Counts counts, State state) {

  /** Whether a result can still change. */
  public enum State {
    /** The window, or its grace, is open: records may still come in time. */
    PROVISIONAL,
    /** Judged at the end of the window and its grace. */
    FINAL,
    /** It was final, and records that came late have changed it. */
    REVISED
  }

  /**
   * The result as it stands.
   *
   * @param grace how long after its end records of the window are still in time
   * @param published the result that was given before; null where there was none
   */
  public static Result of(
      Period window, Duration grace, Counts counts, @Nullable Result published, Instant now) {
    return new Result(window, counts, state(window, grace, counts, published, now));
  }

  private static State state(
      Period window, Duration grace, Counts counts, @Nullable Result published, Instant now) {
    if (now.isBefore(window.end().plus(grace))) {
      return State.PROVISIONAL;
    } else if (published == null || published.state() == State.PROVISIONAL) {
      return State.FINAL;
    }
    return published.counts().equals(counts) ? published.state() : State.REVISED;
  }

  /** Whether there is nothing to judge. */
  public boolean isUnknown() {
    return counts.isNone();
  }
}
