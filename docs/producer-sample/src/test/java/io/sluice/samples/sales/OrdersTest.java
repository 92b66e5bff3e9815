package io.sluice.samples.sales;

import static io.sluice.kit.assertions.EventAssertions.assertThatEvent;

import io.sluice.kit.EventContract;
import io.sluice.kit.junit.SluiceContract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds what the service makes to the contract of those who read it. */
@SluiceContract("../../contracts/sales/order-events.odcs.yaml")
class OrdersTest {

  private static final Instant NOW = Instant.parse("2026-03-14T02:47:00Z");

  private static OrderEvent placed(OrderLine... lines) {
    return Orders.placed("o-1", "c-1", Channel.WEB, List.of(lines), NOW);
  }

  @Test
  void anOrderThatIsPlacedHonoursTheContract(EventContract contract) {
    OrderEvent event =
        placed(
            new OrderLine("tea", 2, new BigDecimal("3.50")),
            new OrderLine("pot", 1, new BigDecimal("24.90")));

    assertThatEvent(event).honours(contract);
  }

  @Test
  void anOrderOfNothingWouldBreakIt(EventContract contract) {
    assertThatEvent(placed()).breaks(contract, "lines.minItems");
  }
}
