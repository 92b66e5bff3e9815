package io.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Counts;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.testing.Sightings;
import io.sluice.sandbox.SharedSandbox;
import io.sluice.sandbox.sample.SampleRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was handed over counts once, whatever becomes of the process that takes it. */
class MeasureRestartIT {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final int BATCH = 200;

  private static final String PROMISES =
      """
          quality:
            - id: seen
              type: custom
              engine: sluice
              implementation:
                metric: populationCoverage
                key: id
                population: {count: 500}
                window: {calendar: P1D}
                element: at
                mustBeGreaterThan: 50
            - id: once
              metric: duplicateValues
              arguments: {properties: [id], element: at}
              mustBeLessThan: 10
              unit: percent
      slaProperties:
        - {id: fresh, property: freshness, value: 5, unit: m, element: at}
      """;

  @TempDir private Path states;

  /** Each fourth has no id, and breaks the contract. */
  private static Stream<SampleRecord> batch(int number) {
    return IntStream.range(number * BATCH, (number + 1) * BATCH)
        .mapToObj(i -> Sightings.of(i % 4 == 0 ? "" : "id-" + i % 400, NOON.minusMillis(i)));
  }

  private Chain chain() throws Exception {
    return new Chain(
        Sightings.contract(SharedSandbox.uniqueName("test.restarted"), PROMISES), 2, states, NOON);
  }

  private static void assertCounted(Chain chain, int batches, Duration later) {
    Snapshot snapshot = chain.at(NOON.plus(later));
    assertThat(snapshot.gaps()).isZero();
    assertThat(snapshot.overlaps()).isZero();
    long sent = (long) batches * BATCH;
    long passed = sent * 3 / 4;
    long ids = Math.min(passed, 300);
    assertThat(chain.reading("adherence").window().counts()).isEqualTo(new Counts(passed, sent));
    assertThat(chain.reading("once").window().counts()).isEqualTo(new Counts(ids, passed));
    assertThat(chain.reading("seen").open())
        .hasValueSatisfying(
            open -> assertThat(open.result().counts()).isEqualTo(new Counts(ids, 500)));
    assertThat(chain.meter(SliMeters.EVENTS, "adherence")).isEqualTo(sent);
    assertThat(chain.meter(SliMeters.GOOD, "adherence")).isEqualTo(passed);
  }

  @Test
  void deltasOfAContractThatIsNotKnownYetWaitOverRestarts() throws Exception {
    try (Chain chain = chain()) {
      chain.forget();
      chain.measure("first").stream(batch(0));
      chain.awaitTaken();
      chain.stopMeasuring();

      // What was parked is taken over with the state on disk, and without it.
      chain.measure("first").stream(batch(1));
      chain.awaitTaken();
      chain.stopMeasuring();
      chain.measure("second").stream(batch(2));
      chain.awaitTaken();

      chain.know();
      assertCounted(chain, 3, Duration.ofMinutes(1));
      chain.stream(batch(3));
      assertCounted(chain, 4, Duration.ofMinutes(2));
    }
  }

  @Test
  void whoeverIsGivenUpInTheMiddleOfItIsFollowedByOneThatCountsNothingTwice() throws Exception {
    try (Chain chain = chain()) {
      chain.measure("first");
      for (int i = 0; i < 4; i++) {
        chain.stream(batch(i));
        // What it has taken is not committed, or it is: whoever follows has to know.
        chain.giveUpMeasuring();
        chain.measure(i % 2 == 0 ? "second" : "first");
        // Whoever follows goes on with the counters at once, not from nothing at the next minute.
        assertThat(chain.meter(SliMeters.EVENTS, "adherence"))
            .isGreaterThanOrEqualTo((long) i * BATCH);
        assertCounted(chain, i + 1, Duration.ofMinutes(i + 1));
      }
    }
  }
}
