package io.sluice.pipeline;

import static io.sluice.pipeline.testing.KafkaTopics.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Status;
import io.sluice.pipeline.measurement.Reading;
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

/** Where days and months begin and end, from the raw topic to what is told. */
class BoundariesIT {

  private static final String PROMISES =
      """
          quality:
            - id: active-wells
              type: custom
              engine: sluice
              implementation:
                metric: populationCoverage
                key: id
                population: {count: 1200}
                window: {calendar: P1M, timezone: Africa/Lagos}
                grace: 3d
                element: at
                mustBeGreaterThan: 99.5
            - id: rows-a-day
              metric: rowCount
              arguments: {window: {calendar: P1D, timezone: America/New_York}, grace: 1h, element: at}
              mustBeGreaterOrEqualTo: 23
      slaProperties:
        - {id: by-six, property: timeOfAvailability, value: "06:00", valueExt: America/New_York, element: at}
      """;

  @TempDir private Path states;

  private static Stream<SampleRecord> wells(int from, int until, String at) {
    return IntStream.range(from, until)
        .mapToObj(well -> Sightings.of("well-" + well, Instant.parse(at)));
  }

  private static void assertTold(Chain chain, String... lines) {
    patiently().untilAsserted(() -> assertThat(chain.told().newest()).contains(lines));
  }

  @Test
  void monthsOfLagosALeapDayAndTheDayOfTwentyThreeHoursAreWhatTheyAreThere() throws Exception {
    String id = SharedSandbox.uniqueName("test.boundaries");
    Instant begin = Instant.parse("2028-02-01T00:00:00Z");
    try (Chain chain = new Chain(Sightings.contract(id, PROMISES), 2, states, begin)) {
      chain.measure("one");

      // February has a 29th, and ends at 23:00 UTC: the last one belongs to March.
      chain.clock().set(Instant.parse("2028-02-20T12:00:00Z"));
      chain.stream(wells(0, 1193, "2028-02-10T08:00:00Z"));
      chain.clock().set(Instant.parse("2028-03-01T00:00:00Z"));
      chain.stream(
          Stream.concat(
              wells(1193, 1194, "2028-02-29T22:30:00Z"),
              wells(1194, 1195, "2028-02-29T23:30:00Z")));
      chain.at(Instant.parse("2028-03-03T22:59:00Z"));
      assertThat(chain.reading("active-wells").standing().status()).isNotEqualTo(Status.BREACHED);
      chain.at(Instant.parse("2028-03-03T23:00:00Z"));
      assertTold(
          chain,
          "active-wells: 1194 of 1200, BREACHED",
          "active-wells from 2028-01-31T23:00:00Z: 1194 of 1200, 0 late, BROKEN, FINAL");

      chain.clock().pass(Duration.ofMillis(1));
      chain.stream(wells(1195, 1196, "2028-02-15T08:00:00Z"));
      chain.at(Instant.parse("2028-03-03T23:01:00Z"));
      assertTold(
          chain,
          "active-wells: 1195 of 1200, OK",
          "active-wells from 2028-01-31T23:00:00Z: 1195 of 1200, 1 late, KEPT, REVISED");

      // Six in New York is 11:00 UTC on the eleventh of March, and 10:00 UTC on the twelfth.
      chain.clock().set(Instant.parse("2028-03-11T10:59:00Z"));
      chain.stream(wells(1194, 1195, "2028-03-10T12:00:00Z"));
      chain.at(Instant.parse("2028-03-12T10:00:00Z"));
      chain.clock().pass(Duration.ofMillis(1));
      chain.stream(wells(1194, 1195, "2028-03-11T12:00:00Z"));
      chain.clock().set(Instant.parse("2028-03-13T04:30:00Z"));
      chain.stream(
          IntStream.range(0, 47)
              .mapToObj(
                  hour ->
                      Sightings.of(
                          "well-1194",
                          Instant.parse("2028-03-11T05:00:00Z").plus(Duration.ofHours(hour)))));
      chain.at(Instant.parse("2028-03-13T10:00:00Z"));
      assertTold(
          chain,
          "by-six from 2028-03-10T05:00:00Z: 1 of 1, 0 late, KEPT, FINAL",
          "by-six from 2028-03-11T05:00:00Z: 0 of 1, 0 late, BROKEN, FINAL",
          "by-six from 2028-03-12T05:00:00Z: 1 of 1, 0 late, KEPT, FINAL",
          "rows-a-day from 2028-03-12T05:00:00Z: 23 of 23, 0 late, KEPT, FINAL");

      assertThat(chain.snapshot().history().get("by-six"))
          .filteredOn(
              day -> day.result().window().start().equals(Instant.parse("2028-03-11T05:00:00Z")))
          .extracting(Reading.PeriodResult::late)
          .containsExactly(25L);

      chain.clock().set(Instant.parse("2028-03-20T12:00:00Z"));
      chain.stream(wells(0, 1194, "2028-03-14T08:00:00Z"));
      chain.at(Instant.parse("2028-04-03T23:00:00Z"));
      assertTold(
          chain,
          "active-wells: 1195 of 1200, OK",
          "active-wells from 2028-02-29T23:00:00Z: 1195 of 1200, 0 late, KEPT, FINAL");
    }
  }
}
