package io.sluice.bench.throughput;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param records in the raw topic
 * @param warmUps rounds that are not counted, for the compiler
 * @param rounds rounds that are counted
 * @param latencyRounds rounds of latency
 * @param latencyWarmUp of each of those, not counted
 * @param latencyCounted of each of those
 */
public record Effort(
    long records,
    int warmUps,
    int rounds,
    int latencyRounds,
    Duration latencyWarmUp,
    Duration latencyCounted) {

  /** What {@code bin/sluice bench throughput} does. */
  public static final Effort STATED =
      new Effort(1_500_000, 4, 5, 3, Duration.ofSeconds(2), Duration.ofSeconds(6));

  /** Enough to see that everything runs, and nothing of how fast. */
  public static final Effort SMOKE =
      new Effort(20_000, 0, 1, 1, Duration.ofMillis(100), Duration.ofMillis(400));

  /**
   * The same with other rounds that are counted: more of them say more on a machine that is shared.
   */
  public Effort withRounds(int count) {
    return new Effort(records, warmUps, count, latencyRounds, latencyWarmUp, latencyCounted);
  }
}
