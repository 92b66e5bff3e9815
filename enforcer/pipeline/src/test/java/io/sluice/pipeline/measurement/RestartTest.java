package io.sluice.pipeline.measurement;

import static io.sluice.pipeline.measurement.Measured.counts;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.delta.Delta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restarted at any point, a measurement says what one says that never was. */
class RestartTest {

  private static final Instant START = Instant.parse("2026-10-20T00:00:00Z");

  private static final String OBJECTIVES =
      """
      customProperties:
        - property: sluice.objectives
          value:
            fresh: {targetPercent: 90, window: 1d}
            adherence: {targetPercent: 98, window: 7d}
            daily: {targetPercent: 90, window: 30d}
            hourly: {targetPercent: 90, window: {calendar: P1M}}
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void restartedAtAnyPointItSaysWhatItWouldHaveSaid(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Measured steady = Measured.with(OBJECTIVES, START.toString());
    Measured restarted = Measured.with(OBJECTIVES, START.toString());
    Instant now = START;
    for (int step = 0; step < 120; step++) {
      now = now.plusSeconds(1 + random.nextLong(random.nextInt(10) == 0 ? 200_000 : 5_000));
      if (random.nextInt(3) > 0) {
        Delta delta = delta(steady, random, now);
        assertThat(restarted.take(delta)).isEqualTo(steady.take(delta));
      }
      if (random.nextInt(4) == 0) {
        long lag = random.nextLong(150);
        steady.measurement().lag(now, lag);
        restarted.measurement().lag(now, lag);
      }
      if (random.nextBoolean()) {
        restarted.restart(now);
      }
      if (random.nextBoolean()) {
        steady.at(now);
        restarted.at(now);
        assertThat(restarted.everything()).as("step %d", step).isEqualTo(steady.everything());
      }
    }
  }

  private static Delta delta(Measured measured, RandomGenerator random, Instant now) {
    List<Delta.IndicatorCounts> all = new ArrayList<>();
    List<Delta.KeySet> keys = new ArrayList<>();
    for (Indicator indicator : measured.measurement().promises().indicators()) {
      Instant at = now.minusSeconds(random.nextLong(3) * random.nextLong(400_000));
      Period period = periods(indicator).of(at);
      boolean late = random.nextInt(5) == 0;
      switch (indicator) {
        case Indicator.Coverage coverage -> keys.add(keys(indicator, period, late, random));
        case Indicator.Uniqueness uniqueness -> keys.add(keys(indicator, period, late, random));
        default -> {
          long total = random.nextLong(100);
          long good = random.nextLong(total + 1);
          all.add(
              counts(
                  indicator.id(),
                  indicator.sli().word(),
                  new Delta.Bucket(
                      period.start(),
                      period.end(),
                      good,
                      total,
                      late ? good : 0,
                      late ? total : 0)));
        }
      }
    }
    return measured.delta(now.toString(), now.minusSeconds(random.nextLong(600)), all, keys);
  }

  private static Periods periods(Indicator indicator) {
    return switch (indicator) {
      case Indicator.Deadline deadline -> deadline.deadlines().periods();
      case Indicator.Frequency frequency -> frequency.intervals();
      default ->
          indicator.periods().isPresent()
              ? indicator.periods().get().periods()
              : new Periods.Even(Duration.ofMinutes(1));
    };
  }

  private static Delta.KeySet keys(
      Indicator indicator, Period period, boolean late, RandomGenerator random) {
    int first = random.nextInt(1200);
    List<String> wells = Measured.wells(first, first + 1 + random.nextInt(50));
    return new Delta.KeySet(
        indicator.id(),
        period.start(),
        period.end(),
        late,
        wells.size() + random.nextInt(3),
        Measured.hashes(wells));
  }
}
