package io.sluice.engine.objective;

import io.sluice.engine.objective.BurnAlert.Urgency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * How a promise stands.
 *
 * @param status over the objective's window; of a promise without an objective, now
 * @param reason why, in words
 * @param since when the status became what it is, as far as it was watched
 * @param current whether it is kept at this moment
 * @param counts of the objective's window, or the newest ones where there is none
 * @param budgetLeftPercent how much of the error budget is left, in percent, rounded down; below
 *     zero where more was used; empty where there is nothing to judge, or no budget
 * @param firing the most urgent alert on the burn rate that fires; empty where none does
 */
public record Standing(
    Status status,
    String reason,
    Instant since,
    Current current,
    Counts counts,
    Optional<BigDecimal> budgetLeftPercent,
    Optional<BurnAlert> firing) {

  private static final int DIGITS = 6;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Judges an objective.
   *
   * @param series what was judged, over its window at least
   * @param alerts the objective's; {@link BurnAlerts#NONE} of what alerts on each miss
   */
  public static Standing of(
      Objective objective, CountSeries series, BurnAlerts alerts, Current current, Instant now) {
    Counts counts = series.sum(objective.window().at(now));
    if (counts.isNone()) {
      return unknown("nothing to judge in " + objective.window(), current, now);
    }
    Target target = objective.target();
    String figures = counts + " good in " + objective.window() + ", " + target + " promised";
    Optional<BigDecimal> left = budgetLeft(counts, target);
    Optional<BurnAlert> firing = firing(target, series, alerts, now);
    if (!target.isMetBy(counts)) {
      return new Standing(Status.BREACHED, figures, now, current, counts, left, firing);
    } else if (firing.isPresent()) {
      String reason = figures + "; " + burning(firing.get(), target, series, now);
      return new Standing(Status.AT_RISK, reason, now, current, counts, left, firing);
    }
    return new Standing(Status.OK, figures, now, current, counts, left, firing);
  }

  /**
   * The standing of a promise that has no objective: what it is now.
   *
   * @param counts the newest, such as those of the last window
   * @param reason why it is kept or broken, in words
   */
  public static Standing withoutObjective(
      Counts counts, Current current, String reason, Instant now) {
    Status status =
        switch (current) {
          case KEPT -> Status.OK;
          case BROKEN -> Status.BREACHED;
          case UNKNOWN -> Status.UNKNOWN;
        };
    return new Standing(status, reason, now, current, counts, Optional.empty(), Optional.empty());
  }

  private static Standing unknown(String reason, Current current, Instant now) {
    return new Standing(
        Status.UNKNOWN, reason, now, current, Counts.NONE, Optional.empty(), Optional.empty());
  }

  /** The same, for another reason. */
  public Standing because(String why) {
    return new Standing(status, why, since, current, counts, budgetLeftPercent, firing);
  }

  /** The same, since when it was first seen where it goes on from an earlier look. */
  public Standing following(Standing earlier) {
    return earlier.status == status
        ? new Standing(status, reason, earlier.since, current, counts, budgetLeftPercent, firing)
        : this;
  }

  private static Optional<BigDecimal> budgetLeft(Counts counts, Target target) {
    BigDecimal budget = BigDecimal.valueOf(counts.total()).multiply(target.budgetPercent());
    if (budget.signum() == 0) {
      return Optional.empty();
    }
    // In hundredths of records, as the target's percentage makes them.
    BigDecimal left = budget.subtract(BigDecimal.valueOf(counts.bad()).multiply(HUNDRED));
    return Optional.of(left.multiply(HUNDRED).divide(budget, DIGITS, RoundingMode.FLOOR));
  }

  /** The first alert whose two windows both burn too fast. */
  private static Optional<BurnAlert> firing(
      Target target, CountSeries series, BurnAlerts alerts, Instant now) {
    return alerts.alerts().stream()
        .filter(
            alert ->
                new BurnRate(series.sumOfLast(alert.longWindow(), now), target)
                        .isAbove(alert.factor())
                    && new BurnRate(series.sumOfLast(alert.shortWindow(), now), target)
                        .isAbove(alert.factor()))
        .findFirst();
  }

  private static String burning(BurnAlert alert, Target target, CountSeries series, Instant now) {
    BurnRate rate = new BurnRate(series.sumOfLast(alert.longWindow(), now), target);
    return "the error budget burns %s times as fast as it lasts over %s, above %s (%s)"
        .formatted(
            Sentences.of(rate.value().orElse(BigDecimal.ZERO)),
            Sentences.of(alert.longWindow()),
            Sentences.of(alert.factor()),
            alert.urgency() == Urgency.PAGE ? "page" : "ticket");
  }
}
