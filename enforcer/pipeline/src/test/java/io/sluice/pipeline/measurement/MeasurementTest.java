package io.sluice.pipeline.measurement;

import static io.sluice.pipeline.measurement.Measured.bucket;
import static io.sluice.pipeline.measurement.Measured.counts;
import static io.sluice.pipeline.measurement.Measured.keys;
import static io.sluice.pipeline.measurement.Measured.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Status;
import io.sluice.pipeline.delta.Delta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final String OBJECTIVES =
      """
      customProperties:
        - property: sluice.objectives
          value:
            fresh: {targetPercent: 90, window: 1h}
            adherence: {targetPercent: 98, window: 30d}
      """;

  private static Delta of(Delta.Coverage range, Delta.IndicatorCounts... counts) {
    Instant judged = Instant.parse("2026-11-21T12:00:30Z");
    return new Delta(
        range, new Delta.Judged(judged, judged), Map.of(), List.of(), List.of(counts), List.of());
  }

  private static Delta.IndicatorCounts adherence(long good, long total) {
    return counts("adherence", "adherence", bucket("2026-11-21T12:00:00Z", MINUTE, good, total));
  }

  // ---- ranges

  @Test
  void rangeThatWasCountedBeforeIsRefusedWhole() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    assertThat(measured.take(of(range(0, 100, 200), adherence(99, 100)))).isEqualTo(Intake.TAKEN);
    assertThat(measured.take(of(range(0, 100, 200), adherence(99, 100))))
        .isEqualTo(Intake.OVERLAPPING);
    assertThat(measured.take(of(range(0, 199, 300), adherence(100, 101))))
        .isEqualTo(Intake.OVERLAPPING);
    assertThat(measured.take(of(range(0, 200, 300), adherence(100, 100)))).isEqualTo(Intake.TAKEN);
    assertThat(measured.take(of(range(1, 0, 10), adherence(10, 10)))).isEqualTo(Intake.TAKEN);

    assertThat(measured.at("2026-11-21T12:01:00Z").reading("adherence").judged())
        .isEqualTo(new Counts(209, 210));
    assertThat(measured.measurement().overlaps()).isEqualTo(2);
    assertThat(measured.measurement().gaps()).isZero();
  }

  @Test
  void gapIsNotedAndWhatFollowsItCounts() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.take(of(range(0, 0, 10), adherence(10, 10)));

    assertThat(measured.take(of(range(0, 20, 30), adherence(9, 10)))).isEqualTo(Intake.AFTER_GAP);
    assertThat(measured.at("2026-11-21T12:01:00Z").reading("adherence").judged())
        .isEqualTo(new Counts(19, 20));
    assertThat(measured.measurement().gaps()).isEqualTo(1);
  }

  @Test
  void partsOfOneDeltaAddUpAndEachCountsOnce() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.take(of(range(0, 0, 10, 0, 2), adherence(4, 5)));
    measured.take(of(range(0, 0, 10, 1, 2), adherence(5, 5)));

    assertThat(measured.take(of(range(0, 0, 10, 1, 2), adherence(5, 5))))
        .isEqualTo(Intake.OVERLAPPING);
    assertThat(measured.take(of(range(0, 0, 10, 0, 2), adherence(5, 5))))
        .isEqualTo(Intake.OVERLAPPING);
    assertThat(measured.at("2026-11-21T12:01:00Z").reading("adherence").judged())
        .isEqualTo(new Counts(9, 10));
  }

  @Test
  void topicThatWasMadeAnewHasOffsetsOfItsOwn() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    Delta.Coverage anew =
        new Delta.Coverage(
            "upstream.wells",
            "1.0.0",
            "sluice.upstream.wells.v1",
            false,
            false,
            "raw.upstream.wells.v1",
            "another",
            0,
            0,
            10,
            0,
            1);

    measured.take(of(range(0, 0, 10), adherence(10, 10)));

    assertThat(measured.take(of(anew, adherence(10, 10)))).isEqualTo(Intake.TAKEN);
  }

  @Test
  void countsOfAnIndicatorThatTheContractDoesNotHaveAreLeftAside() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    Intake intake =
        measured.take(
            of(
                range(0, 0, 10),
                counts("gone", "accuracy", bucket("2026-11-21T12:00:00Z", MINUTE, 1, 2)),
                counts("late", "accuracy", bucket("2026-11-21T12:00:00Z", MINUTE, 1, 2)),
                counts("adherence", "adherence", bucket("2026-11-21T12:00:00Z", MINUTE, 3, 2))));

    assertThat(intake).isEqualTo(Intake.TAKEN);
    measured.at("2026-11-21T12:01:00Z");
    assertThat(measured.reading("late").judged()).isEqualTo(Counts.NONE);
    assertThat(measured.reading("adherence").judged()).isEqualTo(Counts.NONE);
  }

  // ---- silence

  @Test
  void withoutAnyRecordThereIsNothingToJudge() {
    Measured measured = Measured.with(OBJECTIVES, "2026-11-21T12:00:00Z");

    measured.at("2026-11-21T12:30:00Z");

    for (String id : List.of("fresh", "adherence", "late", "region-there", "once-a-day", "up")) {
      assertThat(measured.reading(id).current()).as(id).isEqualTo(Current.UNKNOWN);
      assertThat(measured.reading(id).standing().status()).as(id).isEqualTo(Status.UNKNOWN);
      assertThat(measured.reading(id).judged()).as(id).isEqualTo(Counts.NONE);
    }
  }

  @Test
  void silenceTurnsFreshnessAtRiskAndBreachedWithoutARecordComing() {
    Measured measured = Measured.with(OBJECTIVES, "2026-11-21T12:00:00Z");
    // 55 minutes, each with an event of its last second.
    for (Instant minute = Instant.parse("2026-11-21T12:00:59Z");
        minute.isBefore(Instant.parse("2026-11-21T12:55:00Z"));
        minute = minute.plus(MINUTE)) {
      measured.seen(minute.toString(), minute.toString());
      measured.at(minute.plusSeconds(1));
    }
    assertThat(measured.reading("fresh").standing().status()).isEqualTo(Status.OK);
    assertThat(measured.reading("fresh").judged()).isEqualTo(new Counts(55, 55));

    // The newest event is of 12:54:59, so the minute that ends at 13:00 is the first that is not.
    measured.at("2026-11-21T12:59:00Z");
    assertThat(measured.reading("fresh").current()).isEqualTo(Current.KEPT);
    measured.at("2026-11-21T13:00:00Z");
    assertThat(measured.reading("fresh").current()).isEqualTo(Current.BROKEN);
    assertThat(measured.reading("fresh").judged()).isEqualTo(new Counts(59, 60));
    assertThat(measured.reading("fresh").standing().status()).isEqualTo(Status.OK);

    // 6 of 60 may be bad.
    measured.at("2026-11-21T13:05:00Z");
    assertThat(measured.reading("fresh").standing().counts()).isEqualTo(new Counts(54, 60));
    assertThat(measured.reading("fresh").standing().status()).isNotEqualTo(Status.BREACHED);
    measured.at("2026-11-21T13:06:00Z");
    assertThat(measured.reading("fresh").standing().status()).isEqualTo(Status.BREACHED);
    assertThat(measured.reading("fresh").standing().since()).isEqualTo("2026-11-21T13:06:00Z");
    measured.at("2026-11-21T13:10:00Z");
    assertThat(measured.reading("fresh").standing().since()).isEqualTo("2026-11-21T13:06:00Z");
  }

  @Test
  void openedAnewItSaysAtOnceWhatItSaidLast() {
    Measured measured = Measured.with(OBJECTIVES, "2026-11-21T12:00:00Z");
    measured.seen("2026-11-21T12:00:59Z", "2026-11-21T12:00:59Z");
    measured.at("2026-11-21T12:03:00Z");
    Reading before = measured.reading("fresh");
    assertThat(before.current()).isEqualTo(Current.KEPT);

    measured.restart(Instant.parse("2026-11-21T12:03:30Z"));

    assertThat(measured.measurement().readings()).contains(before);
    assertThat(measured.measurement().readings())
        .hasSameSizeAs(measured.measurement().promises().indicators());
  }

  @Test
  void oneThatHasJudgedNothingHasNothingToSay() {
    assertThat(Measured.since("2026-11-21T12:00:00Z").measurement().readings()).isEmpty();
  }

  @Test
  void minutesMissedWhileDownAreJudgedByWhatWasKnownThen() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    measured.seen("2026-11-21T12:00:30Z", "2026-11-21T12:00:30Z");
    measured.at("2026-11-21T12:01:00Z");

    // Nobody measured from 12:01 to 12:30. The pipeline went on, and its deltas tell when.
    measured.restart(Instant.parse("2026-11-21T12:30:00Z"));
    measured.seen("2026-11-21T12:20:10Z", "2026-11-21T12:20:00Z");
    measured.at("2026-11-21T12:30:00Z");

    // 12:00 to 12:05, and 12:20 to 12:25.
    assertThat(measured.reading("fresh").judged()).isEqualTo(new Counts(10, 30));
    assertThat(measured.reading("fresh").current()).isEqualTo(Current.BROKEN);
  }

  @Test
  void deltaThatComesLateChangesNoMinuteThatWasJudged() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    measured.seen("2026-11-21T12:00:30Z", "2026-11-21T12:00:00Z");
    measured.at("2026-11-21T12:10:00Z");
    assertThat(measured.reading("fresh").judged()).isEqualTo(new Counts(5, 10));

    measured.seen("2026-11-21T12:09:00Z", "2026-11-21T12:09:00Z");
    measured.at("2026-11-21T12:11:00Z");

    assertThat(measured.reading("fresh").judged()).isEqualTo(new Counts(6, 11));
  }

  @Test
  void clockThatGoesBackJudgesNothingTwice() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    measured.seen("2026-11-21T12:00:30Z", "2026-11-21T12:00:00Z");
    measured.at("2026-11-21T12:03:00Z");

    assertThat(measured.measurement().judge(Instant.parse("2026-11-21T12:02:00Z"))).isEmpty();
    assertThat(measured.measurement().judge(Instant.parse("2026-11-21T12:03:59Z"))).isEmpty();

    assertThat(measured.at("2026-11-21T12:04:00Z").reading("fresh").judged())
        .isEqualTo(new Counts(4, 4));
  }

  // ---- availability

  @Test
  void minuteIsAvailableWhereNothingWaitsOrRecordsAreJudgedWithinTheLag() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.measurement().lag(Instant.parse("2026-11-21T12:00:50Z"), 0);
    measured.at("2026-11-21T12:01:00Z");
    assertThat(measured.reading("up").current()).as("idle").isEqualTo(Current.KEPT);

    measured.seen("2026-11-21T12:01:30Z", "2026-11-21T12:01:00Z");
    measured.measurement().lag(Instant.parse("2026-11-21T12:01:50Z"), 100);
    measured.at("2026-11-21T12:02:00Z");
    assertThat(measured.reading("up").current()).as("busy").isEqualTo(Current.KEPT);

    measured.seen("2026-11-21T12:02:30Z", "2026-11-21T12:01:00Z");
    measured.measurement().lag(Instant.parse("2026-11-21T12:02:50Z"), 101);
    measured.at("2026-11-21T12:03:00Z");
    assertThat(measured.reading("up").current()).as("behind").isEqualTo(Current.BROKEN);

    measured.measurement().lag(Instant.parse("2026-11-21T12:03:50Z"), 1);
    measured.at("2026-11-21T12:04:00Z");
    assertThat(measured.reading("up").current()).as("stuck").isEqualTo(Current.BROKEN);

    assertThat(measured.reading("up").judged()).isEqualTo(new Counts(2, 4));
  }

  @Test
  void minuteInWhichNobodyLookedIsJudgedByTheLagThatWasKnown() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    measured.measurement().lag(Instant.parse("2026-11-21T12:00:50Z"), 5);

    measured.seen("2026-11-21T12:02:30Z", "2026-11-21T12:01:00Z");
    measured.at("2026-11-21T12:04:00Z");

    // Five waited all along; records were judged in the third minute alone.
    assertThat(measured.reading("up").judged()).isEqualTo(new Counts(1, 4));
  }

  // ---- records

  @Test
  void recordsOfTheLastFiveMinutesSayWhetherAdherenceIsKeptNow() {
    Measured measured = Measured.with(OBJECTIVES, "2026-11-21T12:00:00Z");

    measured.counted("2026-11-21T12:00:30Z", adherence(97, 100));
    measured.at("2026-11-21T12:01:00Z");
    assertThat(measured.reading("adherence").current()).isEqualTo(Current.BROKEN);
    assertThat(measured.reading("adherence").standing().status()).isEqualTo(Status.BREACHED);
    assertThat(measured.reading("adherence").burns()).isNotEmpty();

    measured.at("2026-11-21T12:05:00Z");
    assertThat(measured.reading("adherence").current()).isEqualTo(Current.BROKEN);
    measured.at("2026-11-21T12:06:00Z");
    assertThat(measured.reading("adherence").current()).isEqualTo(Current.UNKNOWN);
    assertThat(measured.reading("adherence").standing().counts()).isEqualTo(new Counts(97, 100));
  }

  @Test
  void eventOf2099CountsNowhereAndEvictsNothing() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    Delta.IndicatorCounts there =
        counts("region-there", "completeness", bucket("2026-11-21T11:59:00Z", MINUTE, 5, 5));
    Delta.IndicatorCounts far =
        counts("region-there", "completeness", bucket("2099-01-01T00:00:00Z", MINUTE, 0, 1));

    measured.counted("2026-11-21T12:00:30Z", there);
    measured.counted("2026-11-21T12:00:40Z", far);
    measured.borne(
        "2026-11-21T12:00:50Z",
        keys("once-a-day", "2099-01-01T00:00:00Z", MINUTE, false, List.of("a")),
        keys("active-wells", "2098-12-31T23:00:00Z", Duration.ofDays(31), false, List.of("a")));
    measured.at("2026-11-21T12:01:00Z");
    int entries = measured.shelf().size();
    measured.counted("2026-11-21T12:01:30Z", far);
    measured.at("2026-11-22T12:01:00Z");

    assertThat(measured.reading("region-there").judged()).isEqualTo(new Counts(5, 5));
    assertThat(measured.reading("region-there").standing().counts()).isEqualTo(new Counts(5, 5));
    assertThat(measured.shelf().size()).isGreaterThanOrEqualTo(entries);
  }

  @Test
  void keyOfTheSameDayIsADuplicateWhicheverPartitionItComesFrom() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.borne(
        "2026-11-21T12:00:10Z",
        keys("once-a-day", "2026-11-21T11:59:00Z", MINUTE, false, 3, List.of("a", "b")));
    measured.borne(
        "2026-11-21T12:00:20Z",
        keys("once-a-day", "2026-11-21T03:00:00Z", MINUTE, false, List.of("b", "c")),
        keys("once-a-day", "2026-11-20T23:59:00Z", MINUTE, false, List.of("a")));
    measured.counted(
        "2026-11-21T12:00:30Z",
        counts("once-a-day", "uniqueness", bucket("2026-11-21T12:00:00Z", MINUTE, 1, 1)));
    measured.at("2026-11-21T12:01:00Z");

    // a, b, a again; b again, c; a of the day before; one without a key.
    assertThat(measured.reading("once-a-day").judged()).isEqualTo(new Counts(5, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"once-a-day", "once-an-hour"})
  void keyThatStandsTwiceInWhatIsHandedOverIsADuplicate(String indicator) {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.borne(
        "2026-11-21T12:00:10Z",
        keys(indicator, "2026-11-21T11:59:00Z", MINUTE, false, 4, List.of("a", "b", "a")));
    measured.at("2026-11-21T12:01:00Z");

    assertThat(measured.reading(indicator).judged()).isEqualTo(new Counts(2, 4));
  }

  @Test
  void keyThatComesAgainAfterTheWindowIsNoDuplicate() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");

    measured.borne(
        "2026-11-21T12:00:10Z",
        keys("once-an-hour", "2026-11-21T10:00:00Z", MINUTE, false, List.of("a")),
        keys("once-an-hour", "2026-11-21T11:00:00Z", MINUTE, false, List.of("a", "b")),
        keys("once-an-hour", "2026-11-21T12:01:00Z", MINUTE, false, List.of("a")));
    measured.at("2026-11-21T12:01:00Z");

    assertThat(measured.reading("once-an-hour").judged()).isEqualTo(new Counts(3, 4));
  }

  @Test
  void whatIsOldIsDroppedByTheClock() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    measured.borne(
        "2026-11-21T12:00:10Z",
        keys("once-an-hour", "2026-11-21T12:00:00Z", MINUTE, false, Measured.wells(0, 1000)),
        keys("once-a-day", "2026-11-21T12:00:00Z", MINUTE, false, Measured.wells(0, 1000)));
    measured.counted("2026-11-21T12:00:30Z", adherence(1, 1));
    measured.at("2026-11-21T12:01:00Z");
    long before = measured.shelf().bytes();
    assertThat(before).isGreaterThan(2 * 1000 * 16);

    measured.at("2026-11-24T12:01:00Z");
    assertThat(measured.shelf().bytes()).isLessThan(before - 2 * 1000 * 16);
    assertThat(measured.reading("adherence").standing().counts()).isEqualTo(new Counts(1, 1));

    measured.at("2027-01-24T12:01:00Z");
    assertThat(measured.reading("adherence").standing().counts()).isEqualTo(Counts.NONE);
    assertThat(measured.reading("adherence").judged()).isEqualTo(new Counts(1, 1));
  }

  @Test
  void aCommitWritesWhatIsNewInIt() {
    Measured measured = Measured.since("2026-11-21T12:00:00Z");
    measured.borne(
        "2026-11-21T12:00:10Z",
        keys(
            "active-wells",
            "2026-10-31T23:00:00Z",
            Duration.ofDays(30),
            false,
            Measured.wells(0, 20_000)));
    long before = measured.shelf().written();

    measured.borne(
        "2026-11-21T12:00:20Z",
        keys("active-wells", "2026-10-31T23:00:00Z", Duration.ofDays(30), false, List.of("new")));

    assertThat(before / 20_000).as("bytes per key").isLessThanOrEqualTo(20);
    assertThat(measured.shelf().written() - before).isLessThan(10_000);
  }
}
