package io.sluice.engine.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewestEventTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static Counts judged(NewestEvent newest, Instant from, Instant until) {
    CountSeries series = new CountSeries();
    Instant end = newest.judgeMinutes(from, until, FIVE_MINUTES, series);
    assertThat(end).isBeforeOrEqualTo(until);
    return series.sum(new Period(from, until.plusSeconds(60)));
  }

  private static NewestEvent seen(Instant at) {
    return NewestEvent.NONE.seeing(at, at, FIVE_MINUTES);
  }

  @Test
  void eventFarInTheFutureDoesNotMakeAStaleProductLookFresh() {
    NewestEvent stale = seen(NOON.minus(Duration.ofHours(1)));

    NewestEvent newest = stale.seeing(Instant.parse("2099-01-01T00:00:00Z"), NOON, FIVE_MINUTES);

    assertThat(newest.age(NOON)).contains(Duration.ofHours(1));
    assertThat(newest.ahead()).isEqualTo(1);
  }

  @Test
  void eventWithinTheSkewCountsAndIsNoOlderThanNow() {
    NewestEvent newest = NewestEvent.NONE.seeing(NOON.plus(FIVE_MINUTES), NOON, FIVE_MINUTES);

    assertThat(newest.age(NOON)).contains(Duration.ZERO);
    assertThat(newest.seeing(NOON, NOON, FIVE_MINUTES)).isEqualTo(newest);
    assertThat(newest.seeing(NOON.plus(FIVE_MINUTES).plusMillis(1), NOON, FIVE_MINUTES).ahead())
        .isEqualTo(1);
  }

  @Test
  void minuteIsGoodWhereTheNewestEventIsNoOlderAtItsEnd() {
    NewestEvent newest = seen(NOON);

    // Five minutes end within five minutes of noon; the sixth and the seventh do not.
    assertThat(judged(newest, NOON, NOON.plusSeconds(5 * 60))).isEqualTo(new Counts(5, 5));
    assertThat(judged(newest, NOON, NOON.plusSeconds(7 * 60))).isEqualTo(new Counts(5, 7));
    assertThat(judged(seen(NOON.minusMillis(1)), NOON, NOON.plusSeconds(5 * 60)))
        .isEqualTo(new Counts(4, 5));
  }

  @Test
  void minuteThatRunsIsNotJudged() {
    CountSeries series = new CountSeries();

    Instant end = seen(NOON).judgeMinutes(NOON, NOON.plusSeconds(59), FIVE_MINUTES, series);

    assertThat(end).isEqualTo(NOON);
    assertThat(series.days()).isEmpty();
  }

  @Test
  void minutesMissedWhileDownAreJudgedWithWhatWasKnownThen() {
    CountSeries series = new CountSeries();
    Instant back = NOON.plus(Duration.ofDays(2));

    Instant until = seen(NOON).judgeMinutes(NOON, back, FIVE_MINUTES, series);

    assertThat(until).isEqualTo(back);
    assertThat(series.sum(new Period(NOON, back))).isEqualTo(new Counts(5, 2 * 24 * 60));
  }

  @Test
  void clockThatGoesBackJudgesNothingTwice() {
    CountSeries series = new CountSeries();
    Instant until = seen(NOON).judgeMinutes(NOON, NOON.plusSeconds(300), FIVE_MINUTES, series);

    Instant still = seen(NOON).judgeMinutes(until, NOON.plusSeconds(60), FIVE_MINUTES, series);

    assertThat(still).isEqualTo(until);
    assertThat(series.sumOfLast(Duration.ofHours(1), NOON.plusSeconds(600)))
        .isEqualTo(new Counts(5, 5));
  }

  @Test
  void withoutAnyEventNothingIsJudged() {
    assertThat(judged(NewestEvent.NONE, NOON, NOON.plusSeconds(3600))).isEqualTo(Counts.NONE);
    assertThat(NewestEvent.NONE.age(NOON)).isEmpty();
    assertThat(NewestEvent.NONE.and(seen(NOON))).isEqualTo(seen(NOON));
    assertThat(seen(NOON).and(seen(NOON.minusSeconds(1)))).isEqualTo(seen(NOON));
  }
}
