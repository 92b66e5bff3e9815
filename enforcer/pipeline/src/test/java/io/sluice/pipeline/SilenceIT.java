package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Standing;
import io.sluice.engine.objective.Status;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.testing.Sightings;
import io.sluice.sandbox.SharedSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that goes silent on a real broker: time passes, and no record comes. */
class SilenceIT {

  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  /** As the contract has it. */
  private static final Duration FRESH = Duration.ofHours(12);

  private static final String PROMISES =
      """
      slaProperties:
        - {id: fresh, property: freshness, value: 12, unit: h, element: at}
      customProperties:
        - property: sluice.objectives
          value:
            fresh: {targetPercent: 99, window: 30d}
      """;

  @TempDir private Path states;

  private static Standing fresh(Chain chain, Instant now) {
    return chain.reading("fresh", now).standing();
  }

  @Test
  void silencePutsFreshnessAtRiskAndBreaksItOnTimeAndAnEventOfTheFutureDoesNotMendIt()
      throws Exception {
    String id = SharedSandbox.uniqueName("test.silent");
    try (Chain chain = new Chain(Sightings.contract(id, PROMISES), 2, states, BEGIN)) {
      chain.measure("one");
      chain.stream(Stream.of(Sightings.of("a", BEGIN)));
      for (int hour = 11; hour <= 22; hour += 11) {
        Instant seen = BEGIN.plus(Duration.ofHours(hour));
        chain.at(seen);
        chain.stream(Stream.of(Sightings.of("a", seen)));
      }
      // The end of the last minute at which the newest event is no older than promised.
      Instant last = BEGIN.plus(Duration.ofHours(22)).plus(FRESH);
      long good = Duration.between(BEGIN, last).toMinutes();
      Standing standing = fresh(chain, last);
      assertThat(standing.counts()).isEqualTo(new Counts(good, good));
      assertThat(standing.current()).isEqualTo(Current.KEPT);

      standing = fresh(chain, last.plus(Duration.ofMinutes(1)));
      assertThat(standing.counts()).isEqualTo(new Counts(good, good + 1));
      assertThat(standing.current()).isEqualTo(Current.BROKEN);

      // 1 % may be bad in 30 days; 14.4 times that, of the last hour, are 8.64 minutes.
      assertThat(fresh(chain, last.plus(Duration.ofMinutes(8))).status()).isEqualTo(Status.OK);
      standing = fresh(chain, last.plus(Duration.ofMinutes(9)));
      assertThat(standing.status()).isEqualTo(Status.AT_RISK);
      assertThat(chain.gauge(SliMeters.STATUS, "fresh"))
          .isEqualTo(SliMeters.status(Status.AT_RISK));

      // And 20.6 minutes are 1 % of all that was judged.
      assertThat(good).isEqualTo(2040);
      standing = fresh(chain, last.plus(Duration.ofMinutes(20)));
      assertThat(standing.status()).isEqualTo(Status.AT_RISK);
      assertThat(standing.since()).isEqualTo(last.plus(Duration.ofMinutes(9)));
      standing = fresh(chain, last.plus(Duration.ofMinutes(21)));
      assertThat(standing.status()).isEqualTo(Status.BREACHED);
      assertThat(standing.counts()).isEqualTo(new Counts(good, good + 21));
      assertThat(chain.gauge(SliMeters.STATUS, "fresh"))
          .isEqualTo(SliMeters.status(Status.BREACHED));
      patiently()
          .untilAsserted(
              () ->
                  assertThat(chain.told().about("fresh"))
                      .extracting(result -> result.get("status").toString())
                      .containsSubsequence("OK", "AT_RISK", "BREACHED"));

      chain.stream(Stream.of(Sightings.of("a", Instant.parse("2099-01-01T00:00:00Z"))));
      standing = fresh(chain, last.plus(Duration.ofMinutes(22)));
      assertThat(standing.current()).isEqualTo(Current.BROKEN);
      assertThat(standing.counts()).isEqualTo(new Counts(good, good + 22));
      assertThat(chain.freshness()).isEqualTo(FRESH.plusMinutes(22));

      chain.stream(Stream.of(Sightings.of("a", last.plus(Duration.ofMinutes(22)))));
      standing = fresh(chain, last.plus(Duration.ofMinutes(23)));
      assertThat(standing.current()).isEqualTo(Current.KEPT);
      assertThat(standing.status()).isEqualTo(Status.BREACHED);
      assertThat(standing.counts()).isEqualTo(new Counts(good + 1, good + 23));
    }
  }

  @Test
  void minuteInWhichRecordsWaitAndNobodyEnforcesIsLostAndAnIdleOneIsNot() throws Exception {
    String id = SharedSandbox.uniqueName("test.stopped");
    String promises =
        """
        slaProperties:
          - {id: up, property: availability, value: 99, unit: percent}
        """;
    try (Chain chain = new Chain(Sightings.contract(id, promises), 2, states, BEGIN)) {
      chain.measure("one");
      chain.stream(Stream.of(Sightings.of("a", BEGIN)));
      chain.awaitLag(0);
      Instant stopped = BEGIN.plus(Duration.ofMinutes(200));
      chain.at(stopped);
      assertThat(chain.reading("up").window().counts()).isEqualTo(new Counts(200, 200));

      chain.stopEnforcing();
      chain.clock().pass(Duration.ofSeconds(1));
      chain.publish(Stream.of(Sightings.of("b", stopped), Sightings.of("c", stopped)));
      chain.awaitLag(2);

      chain.judged(stopped.plus(Duration.ofMinutes(2)));
      assertThat(chain.reading("up").window().counts()).isEqualTo(new Counts(200, 202));
      assertThat(chain.reading("up").current()).isEqualTo(Current.BROKEN);
      assertThat(chain.reading("up").standing().status()).isEqualTo(Status.OK);
      chain.judged(stopped.plus(Duration.ofMinutes(3)));
      assertThat(chain.reading("up").standing().status()).isEqualTo(Status.BREACHED);
    }
  }
}
