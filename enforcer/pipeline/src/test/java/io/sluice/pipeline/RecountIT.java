package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Counts;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.measurement.Reading;
import io.sluice.pipeline.recount.EarthquakesRecount;
import io.sluice.pipeline.recount.FlightsRecount;
import io.sluice.pipeline.testing.ShippedContracts;
import io.sluice.sandbox.sample.Dataset;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real data through a real pipeline and real measuring, judged by a clock at the end of the data:
 * every figure that is told is the one that a recount of the file gives.
 */
class RecountIT {

  @TempDir private Path states;

  @Test
  void everyFigureOfTheEarthquakesIsThatOfTheFile() throws Exception {
    // Two seconds after the newest report.
    Instant judged = Instant.parse("2018-02-07T01:45:06.877Z");
    EarthquakesRecount recount =
        EarthquakesRecount.of(judged, Instant.parse("2018-02-07T01:45:00Z"));
    try (Chain chain = new Chain(ShippedContracts.of(Dataset.EARTHQUAKES), 3, states, judged)) {
      chain.measure("one").stream(Dataset.EARTHQUAKES.records());

      Instant nextMorning = Instant.parse("2018-02-08T06:15:00Z");
      Snapshot snapshot = chain.at(nextMorning);

      patiently()
          .untilAsserted(
              () ->
                  assertThat(chain.told().newest())
                      .containsExactlyElementsOf(recount.at(nextMorning)));
      assertShown(chain, snapshot);
      assertThat(recount.at(nextMorning))
          .contains(
              "stations-complete: 1242 of 1707, OK",
              "gap-complete: 1404 of 1707, OK",
              "adherence: 1679 of 1707, OK");
    }
  }

  @Test
  void everyFigureOfTheFlightsIsThatOfTheFile() throws Exception {
    Instant judged = Instant.parse("2001-03-31T22:28:00Z");
    FlightsRecount recount = FlightsRecount.of(judged);
    try (Chain chain = new Chain(ShippedContracts.of(Dataset.FLIGHTS), 3, states, judged)) {
      chain.measure("one").stream(Dataset.FLIGHTS.records());

      Instant afterTheQuarter = Instant.parse("2001-04-02T00:30:00Z");
      Snapshot snapshot = chain.at(afterTheQuarter);

      patiently()
          .untilAsserted(
              () ->
                  assertThat(chain.told().newest())
                      .containsExactlyElementsOf(recount.at(afterTheQuarter)));
      assertShown(chain, snapshot);
    }
  }

  /** Checks that meters and the snapshot, which REST tells, say what the topic says. */
  private static void assertShown(Chain chain, Snapshot snapshot) {
    assertThat(snapshot.gaps()).isZero();
    assertThat(snapshot.overlaps()).isZero();
    for (Reading reading : snapshot.readings()) {
      String id = reading.indicator().id();
      Counts window = reading.window().counts();
      assertThat(chain.told().about(id))
          .as(id)
          .filteredOn(result -> result.get("scope").toString().equals("WINDOW"))
          .last()
          .satisfies(
              result -> {
                assertThat(result.get("good")).isEqualTo(window.good());
                assertThat(result.get("total")).isEqualTo(window.total());
              });
      assertThat(chain.meter(SliMeters.GOOD, id)).isEqualTo(reading.judged().good());
      assertThat(chain.meter(SliMeters.EVENTS, id)).isEqualTo(reading.judged().total());
    }
  }
}
