package io.sluice.kit.assertions;

import static io.sluice.kit.assertions.EventAssertions.assertThatEvent;
import static io.sluice.kit.assertions.EventAssertions.assertThatEvents;
import static io.sluice.kit.testing.Orders.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.kit.testing.Orders;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class EventAssertionsTest {

  private static GenericRecord order(String id) {
    GenericRecord order = Orders.generic();
    order.put("order_id", id);
    return order;
  }

  @Test
  void anEventThatKeepsTheContractHonoursIt() {
    assertThatEvent(Orders.generic()).honours(CONTRACT);
    assertThatEvents(List.of(Orders.generic(), Orders.generic())).honour(CONTRACT);
  }

  @Test
  void aRenameIsNamedWithItsPlaceInTheContract() {
    GenericRecord renamed = Orders.generic(Orders.renamed(), "total_usd");

    assertThatThrownBy(() -> assertThatEvent(renamed).as("the event of a sale").honours(CONTRACT))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "[the event of a sale] expected the event to honour test.orders:1.2.0")
        .hasMessageContaining(
            "orders.odcs.yaml:24:15 total field total is missing; the writer has total_usd of the same"
                + " type: a rename? [schema.missingField]");
  }

  @Test
  void itsTraceBeginsAtTheAssertion() {
    assertThatThrownBy(() -> assertThatEvent(null).honours(CONTRACT))
        .satisfies(
            error ->
                assertThat(error.getStackTrace()[0].getClassName())
                    .isEqualTo(EventAssertionsTest.class.getName()));
  }

  @Test
  void noMessageHoldsAValue() {
    assertThatThrownBy(() -> assertThatEvent(order("##")).honours(CONTRACT))
        .hasMessageContaining("order_id.minLength")
        .hasMessageNotContaining("##");
    assertThatThrownBy(() -> assertThatEvent(order("##")).breaks(CONTRACT))
        .hasMessageNotContaining("##");
    assertThatThrownBy(() -> assertThatEvents(List.of(order("##"))).honour(CONTRACT))
        .hasMessageNotContaining("##");
  }

  @Test
  void warningsDoNotBreak() {
    GenericRecord order = Orders.generic();
    order.put("lines", List.of());

    assertThatEvent(order).honours(CONTRACT);
  }

  @Test
  void whatAnEventBreaksCanBeDemanded() {
    assertThatEvent(order("o")).breaks(CONTRACT, "order_id.minLength");

    assertThatThrownBy(() -> assertThatEvent(order("o")).breaks(CONTRACT, "total.minimum"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[total.minimum]")
        .hasMessageContaining("[order_id.minLength]");
  }

  @Test
  void ofManyEventsTheFirstFiveThatBreakAreExplained() {
    List<GenericRecord> events =
        List.of(
            order("o"), order("o-2"), order("o"), order("o"), order("o"), order("o"), order("o"));

    assertThatThrownBy(() -> assertThatEvents(events).honour(CONTRACT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected 7 events to honour test.orders:1.2.0")
        .hasMessageContaining("which 6 of them break")
        .hasMessageContaining("event 5:")
        .hasMessageNotContaining("event 6:")
        .hasMessageNotContaining("event 1:");
  }

  @Test
  void noEventsHonourNothing() {
    assertThatThrownBy(() -> assertThatEvents(List.of()).honour(CONTRACT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is no event");
  }

  @Test
  void bytesAreToldWhatTheyWereWrittenWith() {
    GenericRecord order = Orders.generic();
    order.put("placed_at", 1L);
    byte[] framed = Orders.framed(order);

    assertThatEvent(framed).writtenWith(Orders.SCHEMA).honours(CONTRACT);
    assertThatEvents(List.of(framed)).writtenWith(Orders.SCHEMA).honour(CONTRACT);
    assertThatEvent(framed).writtenWith(Orders.renamed()).breaks(CONTRACT, "schema.missingField");
  }
}
