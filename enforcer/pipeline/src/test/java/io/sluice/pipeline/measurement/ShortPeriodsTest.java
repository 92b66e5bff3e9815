package io.sluice.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.odcs.OdcsDocument;
import io.sluice.engine.sli.Promises;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record a minute is promised, of which there are 43,200 in the window of the objective. */
class ShortPeriodsTest {

  private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final String TEXT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: upstream.wells
      version: 1.0.0
      status: active
      schema:
        - name: Well
          physicalType: topic
          physicalName: upstream.wells.v1
          properties: [{name: at, logicalType: timestamp}]
      slaProperties:
        - {id: often, property: frequency, value: 1, unit: m, element: at}
      customProperties:
        - {property: sluice.objectives, value: {often: {targetPercent: 99, window: 30d}}}
      """;

  private final MemoryShelf shelf = new MemoryShelf();
  private Measurement measurement = open();

  private Measurement open() {
    Contract contract = OdcsDocument.parse("test", TEXT).contract().orElseThrow();
    return Measurement.open(
        contract.id(),
        Promises.of(contract),
        key -> new byte[16],
        topic -> new Roster("nobody reads it"),
        shelf,
        BEGIN);
  }

  private Reading judge(Instant now) {
    List<Reading> readings = measurement.judge(now).orElseThrow();
    return readings.stream()
        .filter(reading -> reading.indicator().id().equals("often"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thoseOfTheLastDaysAreKeptAndWhatTheOthersCameToIsNotLost() {
    for (int day = 1; day <= 31; day++) {
      judge(BEGIN.plus(Duration.ofDays(day)));
    }
    Instant end = BEGIN.plus(Duration.ofDays(31));
    assertThat(shelf.size()).isLessThan(5_000);

    measurement = open();
    Reading reading = judge(end.plus(Duration.ofMinutes(15)));

    assertThat(reading.standing().counts()).isEqualTo(new Counts(0, WINDOW.toMinutes()));
    assertThat(reading.judged().total()).isEqualTo(Duration.ofDays(31).toMinutes() + 15);
    assertThat(measurement.history("often")).hasSize(1_000);
  }

  @Test
  void thoseOfALongSilenceAreAllJudged() {
    Reading reading = judge(BEGIN.plus(Duration.ofDays(20)));

    assertThat(reading.standing().counts())
        .isEqualTo(new Counts(0, Duration.ofDays(20).toMinutes()));
    assertThat(shelf.size()).isLessThan(5_000);
  }
}
