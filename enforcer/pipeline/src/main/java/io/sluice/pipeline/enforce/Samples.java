package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Violation;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the records that pass in shadow are shown in the dead-letter topic: of each rule the
 * first few of each minute, so that no rule that breaks often hides one that seldom does. Rule ids
 * hold no data, so the space is bounded by the contract. One per task.
 */
final class Samples {

  private static final long MINUTE_MS = 60_000;

  private final int perMinute;
  private final InstantSource clock;
  private final Map<String, Integer> taken = new HashMap<>();
  private long minute = Long.MIN_VALUE;

  /**
   * @param perMinute most of each rule; 0 for none
   */
  Samples(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Takes a record as a sample, of each rule that it breaks, where one of them still wants one. */
  boolean take(List<Violation> violations) {
    long now = Math.floorDiv(clock.millis(), MINUTE_MS);
    if (now != minute) {
      taken.clear();
      minute = now;
    }
    boolean isWanted = false;
    for (Violation violation : violations) {
      isWanted |= taken.getOrDefault(violation.rule(), 0) < perMinute;
    }
    if (isWanted) {
      violations.stream()
          .map(Violation::rule)
          .distinct()
          .forEach(rule -> taken.merge(rule, 1, Integer::sum));
    }
    return isWanted;
  }
}
