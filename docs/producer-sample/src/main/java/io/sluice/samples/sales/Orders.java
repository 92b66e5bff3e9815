package io.sluice.samples.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the order service publishes of what its customers do. */
public final class Orders {

  private Orders() {}

  /** The event of an order that was placed. */
  public static OrderEvent placed(
      String order, String customer, Channel channel, List<OrderLine> lines, Instant now) {
    BigDecimal value =
        lines.stream()
            .map(OrderLine::price)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .setScale(2);
    return new OrderEvent(
        order, now, customer, channel, "placed", "EUR", value, lines, null, Map.of());
  }
}
