package io.sluice.pipeline.measurement;

import static io.sluice.pipeline.measurement.Measured.bucket;
import static io.sluice.pipeline.measurement.Measured.counts;
import static io.sluice.pipeline.measurement.Measured.keys;
import static io.sluice.pipeline.measurement.Measured.wells;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Result.State;
import io.sluice.engine.objective.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodMeasureTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  // ---- coverage of a month

  private static final String NOVEMBER_OF_LAGOS = "2026-10-31T23:00:00Z";
  private static final Duration THIRTY_DAYS = Duration.ofDays(30);

  private static void wellsOfNovember(
      Measured measured, String judged, boolean late, int... range) {
    measured.borne(
        judged,
        keys("active-wells", NOVEMBER_OF_LAGOS, THIRTY_DAYS, late, wells(range[0], range[1])));
  }

  @Test
  void monthOf1194Of1200WellsIsBrokenByTheEndOfItsGraceAndOneOf1195IsKept() {
    for (int wells : new int[] {1194, 1195}) {
      Measured measured = Measured.since("2026-10-15T00:00:00Z");
      wellsOfNovember(measured, "2026-11-15T00:00:00Z", false, 0, 1000);
      wellsOfNovember(measured, "2026-12-03T22:59:59Z", false, 900, wells);

      measured.at("2026-12-03T22:59:00Z");
      assertThat(measured.settled("active-wells")).isEmpty();
      measured.at("2026-12-03T23:00:00Z");

      Current kept = wells == 1195 ? Current.KEPT : Current.BROKEN;
      assertThat(measured.settled("active-wells"))
          .containsExactly(
              "%s FINAL %d of 1200, late 0: %s".formatted(NOVEMBER_OF_LAGOS, wells, kept));
      assertThat(measured.reading("active-wells").current()).isEqualTo(kept);
      assertThat(measured.reading("active-wells").judged()).isEqualTo(new Counts(wells, 1200));
    }
  }

  @Test
  void lateWellIsCountedAsLateAndRevisesTheMonth() {
    Measured measured = Measured.since("2026-10-15T00:00:00Z");
    wellsOfNovember(measured, "2026-11-15T00:00:00Z", false, 0, 1194);
    wellsOfNovember(measured, "2026-12-03T23:00:01Z", true, 1193, 1195);

    // Both are known when the month is judged; what was late was late.
    measured.at("2026-12-03T23:05:00Z");
    assertThat(measured.settled("active-wells"))
        .containsExactly(
            NOVEMBER_OF_LAGOS + " FINAL 1194 of 1200, late 1: BROKEN",
            NOVEMBER_OF_LAGOS + " REVISED 1195 of 1200, late 1: KEPT");
    assertThat(measured.reading("active-wells").current()).isEqualTo(Current.KEPT);
    assertThat(measured.reading("active-wells").judged()).isEqualTo(new Counts(1194, 1200));

    wellsOfNovember(measured, "2026-12-05T00:00:00Z", true, 1190, 1200);
    measured.at("2026-12-05T00:01:00Z");
    assertThat(measured.settled("active-wells"))
        .containsExactly(NOVEMBER_OF_LAGOS + " REVISED 1200 of 1200, late 6: KEPT");

    wellsOfNovember(measured, "2026-12-06T00:00:00Z", true, 0, 1200);
    measured.at("2026-12-06T00:01:00Z");
    assertThat(measured.settled("active-wells")).isEmpty();
  }

  @Test
  void monthThatRunsIsProvisional() {
    Measured measured = Measured.since("2026-11-02T00:00:00Z");
    wellsOfNovember(measured, "2026-11-15T00:00:00Z", false, 0, 12);

    measured.at("2026-11-15T00:01:00Z");

    Reading reading = measured.reading("active-wells");
    assertThat(reading.current()).isEqualTo(Current.UNKNOWN);
    assertThat(reading.open())
        .hasValueSatisfying(
            open -> {
              assertThat(open.result().state()).isEqualTo(State.PROVISIONAL);
              assertThat(open.result().counts()).isEqualTo(new Counts(12, 1200));
            });
    assertThat(reading.standing().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void monthWithoutAnyRecordIsBroken() {
    Measured measured = Measured.since("2026-10-31T23:00:00Z");

    measured.at("2026-12-03T23:00:00Z");

    assertThat(measured.settled("active-wells"))
        .containsExactly(NOVEMBER_OF_LAGOS + " FINAL 0 of 1200, late 0: BROKEN");
    assertThat(measured.reading("active-wells").current()).isEqualTo(Current.BROKEN);
  }

  @Test
  void leapDayBelongsToItsMonth() {
    Measured measured = Measured.since("2028-01-31T00:00:00Z");
    measured.borne(
        "2028-02-29T12:00:00Z",
        keys("active-wells", "2028-01-31T23:00:00Z", Duration.ofDays(29), false, wells(0, 1195)));

    measured.at("2028-03-03T22:59:00Z");
    assertThat(measured.settled("active-wells")).isEmpty();
    measured.at("2028-03-03T23:00:00Z");

    assertThat(measured.settled("active-wells"))
        .containsExactly("2028-01-31T23:00:00Z FINAL 1195 of 1200, late 0: KEPT");
  }

  @Test
  void listedKeysAloneAreCovered() {
    Measured measured = Measured.since("2026-11-20T00:00:00Z");
    String day = "2026-11-20T23:00:00Z";

    measured.borne("2026-11-21T12:00:00Z", keys("listed", day, DAY, false, List.of("a", "x", "y")));
    measured.borne("2026-11-21T13:00:00Z", keys("listed", day, DAY, false, List.of("a", "b")));
    measured.at("2026-11-21T23:00:00Z");
    assertThat(measured.settled("listed")).containsExactly(day + " FINAL 2 of 3, late 0: BROKEN");

    measured.borne("2026-11-21T23:30:00Z", keys("listed", day, DAY, true, List.of("c", "z")));
    measured.at("2026-11-21T23:31:00Z");
    assertThat(measured.settled("listed")).containsExactly(day + " REVISED 3 of 3, late 1: KEPT");
  }

  // ---- coverage of what a reference topic holds

  private static final String SATURDAY = "2026-11-20T23:00:00Z";

  private static Measured saturday(String... wells) {
    Measured measured = Measured.since("2026-11-20T22:00:00Z");
    measured.borne(
        "2026-11-21T12:00:00Z", keys("registered", SATURDAY, DAY, false, List.of(wells)));
    return measured;
  }

  @Test
  void dayIsHeldToThePopulationThatThereIsWhenItIsJudged() {
    Measured measured = saturday("a", "b", "x");
    measured.registered(List.of("a", "b", "c"));
    measured.at("2026-11-21T13:00:00Z");
    assertThat(measured.reading("registered").open())
        .hasValueSatisfying(open -> assertThat(open.result().counts()).isEqualTo(new Counts(2, 3)));

    measured.registered(List.of("a", "b", "c", "d"));
    measured.at("2026-11-22T00:00:00Z");

    assertThat(measured.settled("registered"))
        .containsExactly(SATURDAY + " FINAL 2 of 4, late 0: BROKEN");
  }

  @Test
  void whoJoinsOrLeavesLaterRevisesNothingAndWhoComesLateDoes() {
    Measured measured = saturday("a", "b");
    measured.registered(List.of("a", "b", "c", "d"));
    measured.at("2026-11-22T00:00:00Z");

    measured.registered(List.of("b", "c", "e"));
    measured.borne(
        "2026-11-22T01:00:00Z", keys("registered", SATURDAY, DAY, true, List.of("d", "e")));
    measured.at("2026-11-22T01:01:00Z");
    assertThat(measured.settled("registered"))
        .containsExactly(SATURDAY + " REVISED 3 of 4, late 1: BROKEN");

    measured.restart(Instant.parse("2026-11-22T02:00:00Z"));
    measured.at("2026-11-22T02:01:00Z");
    assertThat(measured.settled("registered")).isEmpty();
    measured.borne("2026-11-22T03:00:00Z", keys("registered", SATURDAY, DAY, true, List.of("c")));
    measured.at("2026-11-22T03:01:00Z");
    assertThat(measured.settled("registered"))
        .containsExactly(SATURDAY + " REVISED 4 of 4, late 2: KEPT");
  }

  @Test
  void populationThatIsNotKnownIsWaitedForAndJudgesNothingMeanwhile() {
    Measured measured = Measured.since("2026-11-20T22:00:00Z");
    measured.at("2026-11-22T00:00:00Z");
    assertThat(measured.settled("registered")).isEmpty();
    assertThat(measured.reading("registered").current()).isEqualTo(Current.UNKNOWN);
    assertThat(measured.reading("registered").standing().status()).isEqualTo(Status.UNKNOWN);
    assertThat(measured.reading("registered").standing().reason())
        .isEqualTo("the population is not known: nobody has read it");
    assertThat(measured.reading("registered").judged()).isEqualTo(Counts.NONE);
    assertThat(measured.reading("registered").window().state()).isEqualTo(State.PROVISIONAL);

    measured.restart(Instant.parse("2026-11-22T00:01:00Z"));
    measured.at("2026-11-22T00:02:00Z");
    assertThat(measured.settled("registered")).isEmpty();
    measured.registered(List.of("a", "b"));
    measured.at("2026-11-22T00:03:00Z");

    assertThat(measured.settled("registered"))
        .containsExactly(SATURDAY + " FINAL 0 of 2, late 0: BROKEN");
    assertThat(measured.reading("registered").judged()).isEqualTo(new Counts(0, 2));
  }

  @Test
  void deadlineOfACoverageIsJudgedOnceThePopulationIsKnownAndByThatOne() {
    Measured measured =
        Measured.with(
            "customProperties: [{property: sluice.arrival, value: {coverage: registered}}]",
            "2026-11-20T22:00:00Z");
    measured.borne("2026-11-21T12:00:00Z", keys("daily", SATURDAY, DAY, false, List.of("a", "b")));
    measured.at("2026-11-22T05:00:00Z");
    assertThat(measured.settled("daily")).isEmpty();
    assertThat(measured.reading("daily").current()).isEqualTo(Current.UNKNOWN);

    measured.registered(List.of("a", "b"));
    measured.at("2026-11-22T05:01:00Z");
    assertThat(measured.settled("daily")).containsExactly(SATURDAY + " FINAL 1 of 1, late 0: KEPT");

    measured.restart(Instant.parse("2026-11-22T05:01:30Z"));
    measured.registered(List.of("a", "b", "c"));
    measured.at("2026-11-22T05:02:00Z");
    assertThat(measured.settled("daily")).isEmpty();
    assertThat(measured.reading("daily").current()).isEqualTo(Current.KEPT);
  }

  @Test
  void populationThatIsLostIsNotKnownForTheDayThatRuns() {
    Measured measured = saturday("a");
    measured.registered(List.of("a"));
    measured.at("2026-11-22T00:00:00Z");

    measured.roster().unknown("the cluster does not answer");
    measured.at("2026-11-22T00:01:00Z");

    assertThat(measured.reading("registered").current()).isEqualTo(Current.KEPT);
    assertThat(measured.reading("registered").open())
        .hasValueSatisfying(open -> assertThat(open.kept()).isEqualTo(Current.UNKNOWN));
  }

  @Test
  void resultStandsWhenItsKeysHaveBeenDropped() {
    Measured measured = Measured.since("2026-11-20T00:00:00Z");
    String day = "2026-11-20T23:00:00Z";
    measured.borne("2026-11-21T12:00:00Z", keys("listed", day, DAY, false, List.of("a", "z")));
    measured.borne("2026-11-21T23:30:00Z", keys("listed", day, DAY, true, List.of("b", "y")));
    measured.at("2026-11-22T00:00:00Z");
    measured.at("2026-11-25T00:00:00Z");
    measured.restart(Instant.parse("2026-11-25T00:00:00Z"));

    measured.borne("2026-11-25T00:00:01Z", keys("listed", day, DAY, true, List.of("a", "b", "c")));
    measured.at("2026-11-25T00:01:00Z");

    assertThat(measured.settled("listed")).isEmpty();
    assertThat(measured.measurement().history("listed"))
        .filteredOn(period -> period.result().window().start().equals(Instant.parse(day)))
        .containsExactly(
            new Reading.PeriodResult(
                new Result(
                    new Period(Instant.parse(day), Instant.parse(day).plus(DAY)),
                    new Counts(2, 3),
                    State.REVISED),
                1,
                Current.BROKEN));
  }

  // ---- deadlines

  private static final String TWENTIETH_OF_LAGOS = "2026-11-19T23:00:00Z";

  private static void day(Measured measured, String judged, String start, long rows, long late) {
    measured.counted(
        judged, counts("daily", "deadline", bucket(start, DAY, rows, rows, late, late)));
  }

  @Test
  void dayIsDueAtSixInLagosAndWhatComesThenIsInTime() {
    Measured measured = Measured.since("2026-11-19T00:00:00Z");
    day(measured, "2026-11-21T05:00:00Z", TWENTIETH_OF_LAGOS, 1, 0);

    measured.at("2026-11-21T04:59:00Z");
    assertThat(measured.settled("daily")).isEmpty();
    measured.at("2026-11-21T05:00:00Z");

    assertThat(measured.settled("daily"))
        .containsExactly(TWENTIETH_OF_LAGOS + " FINAL 1 of 1, late 0: KEPT");
    assertThat(measured.reading("daily").current()).isEqualTo(Current.KEPT);
  }

  @Test
  void dayThatCameLateWasMissedAndIsMadeUpFor() {
    Measured measured = Measured.since("2026-11-19T00:00:00Z");

    measured.at("2026-11-21T05:00:00Z");
    assertThat(measured.settled("daily"))
        .containsExactly(TWENTIETH_OF_LAGOS + " FINAL 0 of 1, late 0: BROKEN");
    assertThat(measured.reading("daily").current()).isEqualTo(Current.BROKEN);

    day(measured, "2026-11-21T05:00:01Z", TWENTIETH_OF_LAGOS, 1, 1);
    measured.at("2026-11-21T05:01:00Z");

    assertThat(measured.settled("daily")).isEmpty();
    assertThat(measured.reading("daily").current()).isEqualTo(Current.KEPT);
    assertThat(measured.reading("daily").judged()).isEqualTo(new Counts(0, 1));
    assertThat(measured.measurement().history("daily"))
        .extracting(Reading.PeriodResult::late)
        .containsExactly(1L);
  }

  @Test
  void dayThatWasInTimeAndIsHeardOfLaterWasInTime() {
    Measured measured = Measured.since("2026-11-19T00:00:00Z");
    measured.at("2026-11-21T05:00:00Z");

    day(measured, "2026-11-21T04:59:59Z", TWENTIETH_OF_LAGOS, 1, 0);
    measured.at("2026-11-21T05:01:00Z");

    assertThat(measured.settled("daily"))
        .containsExactly(TWENTIETH_OF_LAGOS + " REVISED 1 of 1, late 0: KEPT");
  }

  @Test
  void nextDayThatIsThereMakesUpForTheOneThatWasMissed() {
    Measured measured = Measured.since("2026-11-19T00:00:00Z");
    measured.at("2026-11-21T06:00:00Z");
    assertThat(measured.reading("daily").current()).isEqualTo(Current.BROKEN);

    day(measured, "2026-11-21T08:00:00Z", "2026-11-20T23:00:00Z", 1, 0);
    measured.at("2026-11-21T08:01:00Z");

    assertThat(measured.reading("daily").current()).isEqualTo(Current.KEPT);
  }

  @Test
  void daysBeforeAnybodyMeasuredAreNotDue() {
    Measured measured = Measured.since("2026-11-21T05:30:00Z");
    day(measured, "2026-11-21T05:31:00Z", TWENTIETH_OF_LAGOS, 5, 5);

    measured.at("2026-11-21T05:32:00Z");

    assertThat(measured.settled("daily")).isEmpty();
    assertThat(measured.reading("daily").current()).isEqualTo(Current.UNKNOWN);
    assertThat(measured.reading("daily").judged()).isEqualTo(Counts.NONE);
  }

  @Test
  void objectiveOfADeadlineCountsTheDaysOfItsWindow() {
    Measured measured =
        Measured.with(
            """
            customProperties:
              - property: sluice.objectives
                value:
                  daily: {targetPercent: 50, window: 3d}
            """,
            "2026-11-19T00:00:00Z");

    measured.at("2026-11-21T05:00:00Z");
    assertThat(measured.reading("daily").standing().status()).isEqualTo(Status.BREACHED);
    day(measured, "2026-11-21T12:00:00Z", "2026-11-20T23:00:00Z", 1, 0);
    measured.at("2026-11-22T05:00:00Z");

    assertThat(measured.reading("daily").standing().counts()).isEqualTo(new Counts(1, 2));
    assertThat(measured.reading("daily").standing().status()).isEqualTo(Status.OK);

    // The missed day leaves the window when it is three days since it was due.
    day(measured, "2026-11-22T12:00:00Z", "2026-11-21T23:00:00Z", 1, 0);
    measured.at("2026-11-24T04:59:00Z");
    assertThat(measured.reading("daily").standing().counts()).isEqualTo(new Counts(2, 3));
    measured.at("2026-11-24T05:00:00Z");
    assertThat(measured.reading("daily").standing().counts()).isEqualTo(new Counts(2, 3));
    assertThat(measured.settled("daily"))
        .containsExactly("2026-11-22T23:00:00Z FINAL 0 of 1, late 0: BROKEN");
  }

  // ---- frequency

  @Test
  void hourWithoutARecordIsBrokenUntilOneOfItComes() {
    Measured measured = Measured.since("2026-11-21T11:30:00Z");
    measured.counted(
        "2026-11-21T12:10:00Z",
        counts("hourly", "frequency", bucket("2026-11-21T12:00:00Z", HOUR, 1, 1)));

    measured.at("2026-11-21T13:00:00Z");
    assertThat(measured.settled("hourly"))
        .containsExactly("2026-11-21T12:00:00Z FINAL 1 of 1, late 0: KEPT");
    measured.at("2026-11-21T14:00:00Z");
    assertThat(measured.settled("hourly"))
        .containsExactly("2026-11-21T13:00:00Z FINAL 0 of 1, late 0: BROKEN");
    assertThat(measured.reading("hourly").current()).isEqualTo(Current.BROKEN);

    measured.counted(
        "2026-11-21T14:10:00Z",
        counts("hourly", "frequency", bucket("2026-11-21T13:00:00Z", HOUR, 2, 2)));
    measured.at("2026-11-21T14:11:00Z");

    assertThat(measured.settled("hourly"))
        .containsExactly("2026-11-21T13:00:00Z REVISED 1 of 1, late 0: KEPT");
    assertThat(measured.reading("hourly").current()).isEqualTo(Current.KEPT);
    assertThat(measured.reading("hourly").judged()).isEqualTo(new Counts(1, 2));
  }

  @Test
  void hoursMissedWhileDownAreAllJudged() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.at("2026-11-21T12:01:00Z");
    measured.restart(Instant.parse("2026-11-21T18:30:00Z"));
    measured.at("2026-11-21T18:30:00Z");

    assertThat(measured.settled("hourly")).hasSize(6);
    assertThat(measured.reading("hourly").judged()).isEqualTo(new Counts(0, 6));
  }

  // ---- rows, and shares of a day

  @Test
  void dayOnWhichClocksGoBackHasTwentyFiveHours() {
    Measured measured = Measured.since("2026-11-01T00:00:00Z");
    String day = "2026-11-01T04:00:00Z";
    measured.counted(
        "2026-11-02T04:59:00Z",
        counts("rows-a-day", "volume", bucket(day, Duration.ofHours(25), 101, 101)));

    measured.at("2026-11-02T06:59:00Z");
    assertThat(measured.settled("rows-a-day")).isEmpty();
    measured.at("2026-11-02T07:00:00Z");

    assertThat(measured.settled("rows-a-day"))
        .containsExactly(day + " FINAL 101 of 101, late 0: KEPT");
  }

  @Test
  void rowsThatComeAfterTheGraceAreLate() {
    Measured measured = Measured.since("2026-11-20T00:00:00Z");
    String day = "2026-11-20T05:00:00Z";
    measured.counted(
        "2026-11-21T07:00:30Z", counts("rows-a-day", "volume", bucket(day, DAY, 105, 105, 5, 5)));

    measured.at("2026-11-21T07:01:00Z");

    assertThat(measured.settled("rows-a-day"))
        .containsExactly(
            day + " FINAL 100 of 100, late 5: BROKEN", day + " REVISED 105 of 105, late 5: KEPT");
  }

  @Test
  void dayWithoutRowsIsBrokenAndOneWithoutRecordsIsNoShare() {
    Measured measured = Measured.since("2026-11-20T00:00:00Z");

    measured.at("2026-11-22T00:00:00Z");

    assertThat(measured.reading("rows-a-day").current()).isEqualTo(Current.BROKEN);
    assertThat(measured.reading("rows-a-day").judged()).isEqualTo(new Counts(0, 1));
    assertThat(measured.reading("region-a-day").current()).isEqualTo(Current.UNKNOWN);
    assertThat(measured.reading("region-a-day").judged()).isEqualTo(Counts.NONE);
  }

  @Test
  void dayIsHeldToItsBoundInRows() {
    Measured measured = Measured.since("2026-11-20T00:00:00Z");
    measured.counted(
        "2026-11-20T12:00:00Z",
        counts("region-a-day", "completeness", bucket("2026-11-20T00:00:00Z", DAY, 98, 100)));
    measured.counted(
        "2026-11-21T00:30:00Z",
        counts("region-a-day", "completeness", bucket("2026-11-20T00:00:00Z", DAY, 0, 1)));
    measured.borne(
        "2026-11-20T12:00:01Z",
        keys("few-twice", "2026-11-20T00:00:00Z", DAY, false, 4, List.of("a", "b")));

    measured.at("2026-11-21T00:00:00Z");
    assertThat(measured.settled("few-twice"))
        .containsExactly("2026-11-20T00:00:00Z FINAL 2 of 4, late 0: BROKEN");
    measured.at("2026-11-21T01:00:00Z");

    assertThat(measured.settled("region-a-day"))
        .containsExactly("2026-11-20T00:00:00Z FINAL 98 of 101, late 0: BROKEN");
  }

  @Test
  void daysOfLongAgoThatAreReadNowAreJudgedByWhatIsThere() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.counted(
        "2026-11-21T12:00:30Z",
        counts("rows-a-day", "volume", bucket("2026-11-10T05:00:00Z", DAY, 150, 150, 150, 150)));
    measured.at("2026-11-21T12:01:00Z");

    assertThat(measured.settled("rows-a-day"))
        .containsExactly("2026-11-10T05:00:00Z FINAL 150 of 150, late 150: KEPT");
    assertThat(measured.reading("rows-a-day").current()).isEqualTo(Current.UNKNOWN);
  }
}
