package io.sluice.engine.objective;

import io.sluice.engine.objective.BurnAlert.Urgency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alerts on the burn rate of one objective, the most urgent first. For 30 days: a page above
 * 14.4 over 1 h and 5 min, and above 6 over 6 h and 30 min; a ticket above 3 over 1 d and 2 h, and
 * above 1 over 3 d and 6 h.
 *
 * @param alerts those that make sense
 * @param leftOut why each of the others does not, in words
 */
public record BurnAlerts(List<BurnAlert> alerts, List<String> leftOut) {

  /** Of what alerts on each miss, whatever the burn rate. */
  public static final BurnAlerts NONE = new BurnAlerts(List.of(), List.of());

  private static final int DIGITS = 6;
  private static final int SHORTER = 12;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final List<Kind> KINDS =
      List.of(
          new Kind(Urgency.PAGE, 2, Duration.ofHours(1)),
          new Kind(Urgency.PAGE, 5, Duration.ofHours(6)),
          new Kind(Urgency.TICKET, 10, Duration.ofDays(1)),
          new Kind(Urgency.TICKET, 10, Duration.ofDays(3)));

  private record Kind(Urgency urgency, int budgetPercent, Duration longWindow) {}

  public BurnAlerts {
    alerts = List.copyOf(alerts);
    leftOut = List.copyOf(leftOut);
  }

  /** The alerts of an objective. */
  public static BurnAlerts of(Objective objective) {
    List<BurnAlert> alerts = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Kind kind : KINDS) {
      BurnAlert alert = alert(kind, objective.window().nominal());
      String reason = reasonAgainst(alert, objective);
      if (reason == null) {
        alerts.add(alert);
      } else {
        leftOut.add(
            "the %s over %s at a burn rate of %s is left out: %s"
                .formatted(
                    alert.urgency() == Urgency.PAGE ? "page" : "ticket",
                    Sentences.of(alert.longWindow()),
                    Sentences.of(alert.factor()),
                    reason));
      }
    }
    return new BurnAlerts(alerts, leftOut);
  }

  private static BurnAlert alert(Kind kind, Duration window) {
    BigDecimal share = BigDecimal.valueOf(kind.budgetPercent());
    BigDecimal factor =
        share
            .multiply(BigDecimal.valueOf(window.toSeconds()))
            .divide(
                BigDecimal.valueOf(kind.longWindow().toSeconds()).multiply(HUNDRED),
                DIGITS,
                RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return new BurnAlert(
        kind.urgency(), share, factor, kind.longWindow(), kind.longWindow().dividedBy(SHORTER));
  }

  /** Why an alert makes no sense for an objective; null where it does. */
  private static @Nullable String reasonAgainst(BurnAlert alert, Objective objective) {
    Target target = objective.target();
    if (target.budgetPercent().signum() == 0) {
      return "a target of 100 % has no budget to burn";
    } else if (alert.factor().compareTo(BigDecimal.ONE) < 0) {
      return "below 1 the budget lasts for the whole window";
    } else if (alert.factor().multiply(target.budgetPercent()).compareTo(HUNDRED) >= 0) {
      return "with "
          + target
          + " promised, no rate is above "
          + Sentences.of(HUNDRED.divide(target.budgetPercent(), DIGITS, RoundingMode.DOWN));
    }
    return null;
  }
}
