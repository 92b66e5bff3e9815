package io.sluice.service;

import io.sluice.pipeline.MeasureApplication;
import java.time.Clock;
import java.time.Duration;

/**
 * The one time by which a service judges records and measures promises.
 *
 * @param settle how long after its end a minute is judged
 */
record JudgingTime(Clock clock, Duration settle) {

  /** The time of day. */
  static final JudgingTime REAL =
      new JudgingTime(Clock.systemUTC(), MeasureApplication.DEFAULT_SETTLE);

  /** A time that somebody sets, who sees to it that a minute ends when everything was taken. */
  static JudgingTime set(Clock clock) {
    return new JudgingTime(clock, Duration.ZERO);
  }
}
