package io.sluice.service;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for a condition, whatever stream threads die of meanwhile: those of other tests as well.
 */
final class Wait {

  private Wait() {}

  /** For what a service does by itself. */
  static ConditionFactory soon() {
    return within(Duration.ofSeconds(60));
  }

  /** For a minute that has to end, and to settle. */
  static ConditionFactory afterAMinute() {
    return within(Duration.ofMinutes(2));
  }

  static ConditionFactory within(Duration time) {
    return await().dontCatchUncaughtExceptions().atMost(time);
  }
}
