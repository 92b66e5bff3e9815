package io.sluice.pipeline.sli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.observe.Observation;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.delta.Delta.Bucket;
import io.sluice.pipeline.delta.Delta.EventTimes;
import io.sluice.pipeline.delta.Delta.KeySet;
import io.sluice.pipeline.testing.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SliTallyTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:30Z");

  private final CompiledContract contract = Deliveries.contract("test.deliveries");
  private final Plan plan = contract.planFor(Deliveries.SCHEMA);
  private final Observation seen = new Observation(contract.observables());
  private final Walk walk = new Walk();
  private final SliTally tally = new SliTally(contract.promises());

  private void deliver(@Nullable Instant at, Instant judged, @Nullable String site, int weight) {
    deliver(at, judged, site, weight, tally);
  }

  private void deliver(
      @Nullable Instant at, Instant judged, @Nullable String site, int weight, SliTally tally) {
    byte[] bytes =
        Deliveries.delivery("d", site, at == null ? null : at.toEpochMilli(), weight, null);
    boolean isPassed = !plan.judge(walk, bytes, 0, bytes.length).isViolating();
    assertThat(plan.observe(walk, seen)).isTrue();
    tally.count(isPassed, judged.toEpochMilli(), seen);
  }

  private Delta delta() {
    return delta(tally);
  }

  private static Delta delta(SliTally tally) {
    return tally.delta(
        new Delta.Coverage("c", "1.0.0", "a", false, false, "raw", "id", 0, 0, 1, 0, 1), Map.of());
  }

  private List<Bucket> buckets(String indicator) {
    return delta().counts().stream()
        .filter(counts -> counts.indicator().equals(indicator))
        .flatMap(counts -> counts.buckets().stream())
        .toList();
  }

  private List<KeySet> keys(String indicator) {
    return delta().keys().stream().filter(set -> set.indicator().equals(indicator)).toList();
  }

  private static Bucket bucket(String start, Duration length, long... counts) {
    Instant from = Instant.parse(start);
    return new Bucket(from, from.plus(length), counts[0], counts[1], counts[2], counts[3]);
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void adherenceCountsByTheMinuteOfJudging() {
    deliver(NOON, NOON, "s", 1);
    deliver(NOON, NOON, "s", -1);
    tally.count(false, NOON.plusSeconds(30).toEpochMilli(), null);

    assertThat(buckets("adherence"))
        .containsExactly(
            bucket("2026-11-21T12:00:00Z", MINUTE, 1, 2, 0, 0),
            bucket("2026-11-21T12:01:00Z", MINUTE, 0, 1, 0, 0));
  }

  @Test
  void latencyIsOfCompliantRecordsAndLeavesOldOnesOut() {
    deliver(NOON.minus(Duration.ofMinutes(90)), NOON, "s", 1);
    deliver(NOON.minus(Duration.ofMinutes(90)).minusMillis(1), NOON, "s", 1);
    deliver(NOON, NOON, "s", -1);
    deliver(NOON.minus(Duration.ofDays(30)).minusMillis(1), NOON, "s", 1);
    deliver(null, NOON, "s", 1);

    assertThat(buckets("latency"))
        .containsExactly(bucket("2026-11-21T12:00:00Z", MINUTE, 1, 3, 0, 0));
  }

  @Test
  void whatIsJudgedAfterADeadlineIsLate() {
    // 06:00 in Lagos is 05:00 in UTC, and the day there begins at 23:00.
    Instant event = Instant.parse("2026-11-20T12:00:00Z");
    Instant deadline = Instant.parse("2026-11-21T05:00:00Z");
    deliver(event, deadline, "s", 1);
    deliver(event, deadline.plusMillis(1), "s", 1);

    assertThat(buckets("daily")).containsExactly(bucket("2026-11-19T23:00:00Z", DAY, 2, 2, 1, 1));
  }

  @Test
  void aCalendarsPeriodIsOneBucketAndWhatComesAfterItsGraceIsLate() {
    Instant event = Instant.parse("2026-11-20T12:00:00Z");
    deliver(event, Instant.parse("2026-11-21T05:00:00Z"), "s", 1);
    deliver(event.plusSeconds(1), Instant.parse("2026-11-21T05:00:00.001Z"), "s", 1);

    assertThat(buckets("rows-a-day"))
        .containsExactly(bucket("2026-11-19T23:00:00Z", DAY, 2, 2, 1, 1));
  }

  @Test
  void olderEventsAreCountedMoreCoarsely() {
    deliver(NOON, NOON, "s", 1);
    deliver(NOON.minus(Duration.ofDays(4)), NOON, "s", 60);
    deliver(NOON.minus(Duration.ofDays(100)), NOON, "s", 1);

    assertThat(buckets("weight-usual"))
        .containsExactly(
            bucket("2026-11-21T12:00:00Z", MINUTE, 1, 1, 0, 0),
            bucket("2026-11-17T12:00:00Z", Duration.ofMinutes(15), 0, 1, 0, 0),
            bucket("2026-08-13T00:00:00Z", DAY, 1, 1, 0, 0));
  }

  @Test
  void aRecordThatDoesNotSayWhenItHappenedIsInNoCountByEventTime() {
    deliver(null, NOON, "s", 1);

    assertThat(delta().counts())
        .extracting(Delta.IndicatorCounts::indicator)
        .containsExactlyInAnyOrder("adherence", "latency", "latency-p95");
    assertThat(delta().keys()).isEmpty();
    assertThat(delta().events()).containsExactly(new EventTimes("at", null, 0, 1));
  }

  @Test
  void keysOfCompliantRecordsAreTakenOnceAndLateOnesApart() {
    deliver(NOON, NOON, "a", 1);
    deliver(NOON, NOON, "a", 1);
    deliver(NOON, NOON, "b", 1);
    deliver(NOON, NOON, "c", -1);
    deliver(NOON, NOON, null, 1);
    deliver(NOON, Instant.parse("2026-12-03T23:00:00.001Z"), "b", 1);

    assertThat(keys("sites"))
        .satisfiesExactly(
            inTime -> {
              assertThat(inTime.late()).isFalse();
              assertThat(inTime.start()).isEqualTo("2026-10-31T23:00:00Z");
              assertThat(inTime.end()).isEqualTo("2026-11-30T23:00:00Z");
              assertThat(inTime.size()).isEqualTo(2);
              assertThat(inTime.records()).isEqualTo(3);
            },
            late -> {
              assertThat(late.late()).isTrue();
              assertThat(late.size()).isEqualTo(1);
            });
    // A key with a null in it is no duplicate of anything.
    assertThat(buckets("no-repeats"))
        .containsExactly(bucket("2026-11-21T12:00:00Z", MINUTE, 1, 1, 0, 0));
  }

  @Test
  void whatLiesTooFarAheadMakesNothingFresh() {
    deliver(NOON, NOON, "s", 1);
    deliver(NOON.plus(Duration.ofMinutes(5)), NOON, "s", 1);
    deliver(NOON.plus(Duration.ofMinutes(5)).plusMillis(1), NOON, "s", 1);
    deliver(NOON.plus(Duration.ofMinutes(4)), NOON, "s", -1);

    assertThat(delta().events())
        .containsExactly(new EventTimes("at", NOON.plus(Duration.ofMinutes(5)), 1, 0));
  }

  @Test
  void recordsThatFollowEachOtherCountAsEachDoesByItself() {
    SliTally oneByOne = new SliTally(contract.promises());
    Random random = new Random(11);
    List<Duration> ages =
        List.of(Duration.ZERO, Duration.ofDays(2), Duration.ofDays(30), Duration.ofDays(92), DAY);
    Instant at = NOON;
    Instant judged = NOON;
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(20) == 0) {
        judged = judged.plusMillis(random.nextInt(40_000));
      }
      if (random.nextInt(10) == 0) {
        at = judged.minus(ages.get(random.nextInt(ages.size()))).plusMillis(random.nextInt(-9, 9));
      }
      boolean isDated = random.nextInt(50) > 0;
      String site = random.nextInt(50) > 0 ? "s" + random.nextInt(100) : null;
      int weight = random.nextInt(-10, 100);
      for (SliTally counting : List.of(tally, oneByOne)) {
        deliver(isDated ? at : null, judged, site, weight, counting);
      }
      delta(oneByOne);
    }

    assertThat(delta()).isEqualTo(delta(oneByOne));
    assertThat(delta().counts()).hasSizeGreaterThan(5);
  }

  @Test
  void nothingIsLeftWhenItIsCleared() {
    for (int i = 0; i < 1_000; i++) {
      deliver(NOON.minus(Duration.ofHours(i)), NOON, "s" + i, 1);
    }
    tally.clear();

    assertThat(delta().counts()).isEmpty();
    assertThat(delta().keys()).isEmpty();
    assertThat(delta().judged()).isNull();
    deliver(NOON, NOON, "s", 1);
    assertThat(buckets("weight-usual"))
        .containsExactly(bucket("2026-11-21T12:00:00Z", MINUTE, 1, 1, 0, 0));
  }

  @Test
  void itIsFullBeforeItTakesMuchRoom() {
    int records = 0;
    while (!tally.isFull()) {
      deliver(NOON.minus(Duration.ofHours(records)), NOON, "s" + records++, 1);
    }

    assertThat(records).isBetween(10_000, Load.MOST_BYTES / Load.KEY);
  }

  @Test
  void keysOfTheSameTimeAreOnTheirWaySooner() {
    int records = 0;
    while (!tally.isFull()) {
      deliver(NOON, NOON, "s" + records++, 1);
    }

    assertThat(records).isBetween(1_000, Load.KEY_BYTES / Load.KEY);
  }
}
