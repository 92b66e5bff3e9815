package io.sluice.engine.objective;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * An alert on the burn rate, over two windows at once: the long one says that it matters, the short
 * one that it goes on (Google, The Site Reliability Workbook, chapter 5, "Multiwindow,
 * Multi-Burn-Rate Alerts").
 *
 * @param urgency whether somebody is woken
 * @param budgetPercent how much of the budget is gone when it fires
 * @param factor the burn rate that both windows have to be above: the budget's share × the
 *     objective's window ÷ the long window
 * @param longWindow over which that share goes
 * @param shortWindow a twelfth of it
 */
public record BurnAlert(
    Urgency urgency,
    BigDecimal budgetPercent,
    BigDecimal factor,
    Duration longWindow,
    Duration shortWindow) {

  /** Whether somebody is woken, or finds it in the morning. */
  public enum Urgency {
    PAGE,
    TICKET
  }
}
