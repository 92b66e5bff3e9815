package io.sluice.engine.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.objective.BurnAlert.Urgency;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectivesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Window THIRTY_DAYS = new Window.Rolling(Duration.ofDays(30));

  private static Objective objective(String percent, Window window) {
    return new Objective(Target.atLeast(new BigDecimal(percent)), window);
  }

  private static Objective objective(String percent) {
    return objective(percent, THIRTY_DAYS);
  }

  // ---- targets

  @Test
  void moreThan99And5PercentOf1200IsMetBy1195AndNotBy1194() {
    Target target = Target.moreThan(new BigDecimal("99.5"));

    assertThat(target.isMetBy(new Counts(1195, 1200))).isTrue();
    assertThat(target.isMetBy(new Counts(1194, 1200))).isFalse();
    assertThat(Target.atLeast(new BigDecimal("99.5")).isMetBy(new Counts(1194, 1200))).isTrue();
  }

  @Test
  void targetsAreComparedWithoutRounding() {
    long most = Long.MAX_VALUE;
    Target all = Target.atLeast(BigDecimal.valueOf(100));
    assertThat(all.isMetBy(new Counts(most - 1, most))).isFalse();
    assertThat(all.isMetBy(new Counts(most, most))).isTrue();
    // As doubles, 99.9 is a little more than it says.
    assertThat(Target.atLeast(new BigDecimal("99.9")).isMetBy(new Counts(999, 1000))).isTrue();
    assertThat(Target.moreThan(new BigDecimal("99.9")).isMetBy(new Counts(999, 1000))).isFalse();
  }

  @Test
  void percentIsRoundedDownSoThatWhatIsNotAllDoesNotLookLikeIt() {
    assertThat(new Counts(99_999_999, 100_000_000).percent()).contains(new BigDecimal("99.999999"));
    assertThat(new Counts(999_999_999, 1_000_000_000).percent())
        .contains(new BigDecimal("99.999999"));
    assertThat(Counts.NONE.percent()).isEmpty();
  }

  // ---- burn rates

  @Test
  void alertsOfThirtyDaysAreThoseOfTheWorkbook() {
    BurnAlerts alerts = BurnAlerts.of(objective("99.9"));

    assertThat(alerts.leftOut()).isEmpty();
    assertThat(alerts.alerts())
        .containsExactly(
            alert(Urgency.PAGE, 2, "14.4", Duration.ofHours(1), Duration.ofMinutes(5)),
            alert(Urgency.PAGE, 5, "6", Duration.ofHours(6), Duration.ofMinutes(30)),
            alert(Urgency.TICKET, 10, "3", Duration.ofDays(1), Duration.ofHours(2)),
            alert(Urgency.TICKET, 10, "1", Duration.ofDays(3), Duration.ofHours(6)));
  }

  private static BurnAlert alert(
      Urgency urgency, int percent, String factor, Duration longWindow, Duration shortWindow) {
    return new BurnAlert(
        urgency, BigDecimal.valueOf(percent), new BigDecimal(factor), longWindow, shortWindow);
  }

  @Test
  void factorsFollowTheWindowAndThoseBelowOneAreLeftOut() {
    BurnAlerts alerts = BurnAlerts.of(objective("99.9", new Window.Rolling(Duration.ofDays(7))));

    assertThat(alerts.alerts())
        .extracting(alert -> alert.factor().toPlainString())
        .containsExactly("3.36", "1.4");
    assertThat(alerts.leftOut())
        .containsExactly(
            "the ticket over 1 d at a burn rate of 0.7 is left out: below 1 the budget lasts for"
                + " the whole window",
            "the ticket over 3 d at a burn rate of 0.23 is left out: below 1 the budget lasts for"
                + " the whole window");
  }

  @Test
  void factorThatCanNotFireAtALowTargetIsLeftOut() {
    assertThat(BurnAlerts.of(objective("90")).alerts())
        .extracting(alert -> alert.factor().toPlainString())
        .containsExactly("6", "3", "1");
    assertThat(BurnAlerts.of(objective("90")).leftOut())
        .containsExactly(
            "the page over 1 h at a burn rate of 14.4 is left out: with at least 90 % promised, no"
                + " rate is above 10");
    // With two thirds promised the rate is never above 3, so a factor of 3 can't fire either.
    assertThat(BurnAlerts.of(objective("66.66")).alerts())
        .extracting(alert -> alert.factor().toPlainString())
        .containsExactly("1");
  }

  @Test
  void targetOfAllHasNoBudgetToBurn() {
    assertThat(BurnAlerts.of(objective("100")).alerts()).isEmpty();
    assertThat(BurnAlerts.of(objective("100")).leftOut()).hasSize(4);
  }

  @Test
  void calendarMonthHasThirtyDaysForItsFactors() {
    Window month = new Window.OfCalendar(new Periods.Calendar(CalendarUnit.MONTH, ZoneOffset.UTC));
    assertThat(BurnAlerts.of(objective("99.9", month)).alerts())
        .isEqualTo(BurnAlerts.of(objective("99.9")).alerts());
  }

  @Test
  void burnRateIsTheShareOfBadOnesOverTheShareThatMayBe() {
    BurnRate rate = new BurnRate(new Counts(9856, 10_000), Target.atLeast(new BigDecimal("99.9")));

    assertThat(rate.value()).contains(new BigDecimal("14.400000"));
    assertThat(rate.isAbove(new BigDecimal("14.4"))).isFalse();
    assertThat(rate.isAbove(new BigDecimal("14.399999"))).isTrue();
    assertThat(new BurnRate(Counts.NONE, rate.target()).isAbove(BigDecimal.ZERO)).isFalse();
    assertThat(new BurnRate(Counts.NONE, rate.target()).value()).isEmpty();
  }

  /** A factor that is left out for good reason would not have fired, whatever the counts. */
  @Test
  void noRateIsAboveWhatWasLeftOutAsImpossible() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      BigDecimal percent = BigDecimal.valueOf(random.nextInt(1, 10_000), 2);
      Target target = Target.atLeast(percent);
      BurnRate worst = new BurnRate(new Counts(0, random.nextInt(1, 1000)), target);
      List<BurnAlert> alerts = BurnAlerts.of(new Objective(target, THIRTY_DAYS)).alerts();

      for (String factor : List.of("14.4", "6", "3", "1")) {
        boolean isThere = alerts.stream().anyMatch(a -> a.factor().toPlainString().equals(factor));
        assertThat(worst.isAbove(new BigDecimal(factor)))
            .as("%s at %s", factor, percent)
            .isEqualTo(isThere);
      }
    }
  }

  // ---- standings

  private static Standing standing(Objective objective, CountSeries series) {
    return Standing.of(objective, series, BurnAlerts.of(objective), Current.KEPT, NOW);
  }

  private static CountSeries series(Duration ago, Counts counts) {
    CountSeries series = new CountSeries();
    series.add(NOW.minus(ago), counts);
    return series;
  }

  @Test
  void nothingToJudgeIsUnknownAndNeverAHundredPercent() {
    Standing standing = standing(objective("99.9"), new CountSeries());

    assertThat(standing.status()).isEqualTo(Status.UNKNOWN);
    assertThat(standing.reason()).isEqualTo("nothing to judge in the last 30 d");
    assertThat(standing.budgetLeftPercent()).isEmpty();
  }

  @Test
  void budgetLeftIsWhatMayStillGoWrong() {
    Standing half =
        standing(objective("99.9"), series(Duration.ofDays(9), new Counts(9995, 10_000)));

    assertThat(half.status()).isEqualTo(Status.OK);
    assertThat(half.budgetLeftPercent()).contains(new BigDecimal("50.000000"));
    assertThat(half.reason())
        .isEqualTo("9995 of 10000 good in the last 30 d, at least 99.9 % promised");

    Standing all =
        standing(objective("99.9"), series(Duration.ofDays(9), new Counts(9990, 10_000)));
    assertThat(all.status()).isEqualTo(Status.OK);
    assertThat(all.budgetLeftPercent()).contains(new BigDecimal("0.000000"));

    Standing over =
        standing(objective("99.9"), series(Duration.ofDays(9), new Counts(9970, 10_000)));
    assertThat(over.status()).isEqualTo(Status.BREACHED);
    assertThat(over.budgetLeftPercent()).contains(new BigDecimal("-200.000000"));
  }

  @Test
  void budgetThatBurnsInBothWindowsIsAtRisk() {
    CountSeries series = series(Duration.ofDays(9), new Counts(1_000_000, 1_000_000));
    series.add(NOW.minus(Duration.ofMinutes(3)), new Counts(900, 1000));

    Standing standing = standing(objective("99.9"), series);

    assertThat(standing.status()).isEqualTo(Status.AT_RISK);
    assertThat(standing.firing()).map(BurnAlert::urgency).contains(Urgency.PAGE);
    assertThat(standing.reason())
        .isEqualTo(
            "1000900 of 1001000 good in the last 30 d, at least 99.9 % promised; the error budget"
                + " burns 100 times as fast as it lasts over 1 h, above 14.4 (page)");
  }

  @Test
  void budgetThatNoLongerBurnsPagesNobody() {
    CountSeries series = series(Duration.ofDays(9), new Counts(1_000_000, 1_000_000));
    series.add(NOW.minus(Duration.ofMinutes(50)), new Counts(900, 1000));
    series.add(NOW.minus(Duration.ofMinutes(3)), new Counts(1000, 1000));

    // Over 6 h and 30 min, and 1 d and 2 h: of the short ones, two hours still hold the fault.
    assertThat(standing(objective("99.9"), series).firing())
        .map(BurnAlert::urgency)
        .contains(Urgency.TICKET);
    assertThat(standing(objective("99.9"), series).status()).isEqualTo(Status.AT_RISK);
  }

  @Test
  void statusIsOfTheWindowAndCurrentOfNow() {
    CountSeries series = series(Duration.ofDays(9), new Counts(10_000, 10_000));
    Objective objective = objective("99.9");

    Standing standing =
        Standing.of(objective, series, BurnAlerts.of(objective), Current.BROKEN, NOW);

    assertThat(standing.status()).isEqualTo(Status.OK);
    assertThat(standing.current()).isEqualTo(Current.BROKEN);
  }

  @Test
  void statusThatGoesOnKeepsItsSince() {
    CountSeries series = series(Duration.ofDays(9), new Counts(1, 2));
    Objective objective = objective("99.9");
    Standing first = standing(objective, series);
    Instant later = NOW.plusSeconds(60);

    Standing second =
        Standing.of(objective, series, BurnAlerts.of(objective), Current.KEPT, later)
            .following(first);
    assertThat(second.since()).isEqualTo(NOW);

    series.add(later, new Counts(100_000, 100_000));
    Instant end = later.plusSeconds(60);
    assertThat(
            Standing.of(objective, series, BurnAlerts.of(objective), Current.KEPT, end)
                .following(second))
        .extracting(Standing::status, Standing::since)
        .containsExactly(Status.OK, end);
  }

  @Test
  void promiseWithoutAnObjectiveStandsAsItIsNow() {
    assertThat(
            Standing.withoutObjective(new Counts(1, 2), Current.BROKEN, "an hour old", NOW)
                .status())
        .isEqualTo(Status.BREACHED);
    assertThat(Standing.withoutObjective(Counts.NONE, Current.UNKNOWN, "no event", NOW).status())
        .isEqualTo(Status.UNKNOWN);
    assertThat(Current.of(Counts.NONE, Target.atLeast(BigDecimal.ONE))).isEqualTo(Current.UNKNOWN);
  }

  // ---- results

  @Test
  void resultIsProvisionalUntilItsGraceIsOverThenFinalThenRevised() {
    Period month =
        new Period(Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z"));
    Duration grace = Duration.ofDays(3);
    Counts counts = new Counts(1194, 1200);
    Instant end = Instant.parse("2026-12-03T23:00:00Z");

    Result open = Result.of(month, grace, counts, null, end.minusNanos(1));
    Result closed = Result.of(month, grace, counts, open, end);
    Result same = Result.of(month, grace, counts, closed, end.plusSeconds(60));
    Result late = Result.of(month, grace, new Counts(1195, 1200), same, end.plusSeconds(120));
    Result stays = Result.of(month, grace, late.counts(), late, end.plusSeconds(180));

    assertThat(List.of(open, closed, same, late, stays))
        .extracting(Result::state)
        .containsExactly(
            Result.State.PROVISIONAL,
            Result.State.FINAL,
            Result.State.FINAL,
            Result.State.REVISED,
            Result.State.REVISED);
    assertThat(Result.of(month, grace, Counts.NONE, null, end).isUnknown()).isTrue();
  }

  @Test
  void valueOfAResultIsItsShareOrNothing() {
    assertThat(new Counts(1195, 1200).percent()).contains(new BigDecimal("99.583333"));
    assertThat(Optional.of(new Counts(1210, 1200)).flatMap(Counts::percent))
        .contains(new BigDecimal("100.833333"));
  }
}
