package io.sluice.kit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.sluice.kit.EventContract;
import io.sluice.kit.testing.Orders;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@SluiceContract(Orders.LOCATION)
class SluiceContractTest {

  private static final String OTHER = "src/test/resources/contracts/orders.odcs.yaml";

  @Test
  void theContractOfTheClassIsHandedToItsTests(EventContract contract) {
    assertThat(contract).hasToString("test.orders:1.2.0 (" + Orders.LOCATION + ")");
  }

  @Test
  @SluiceContract(OTHER)
  void theOneOfAMethodComesFirst(EventContract contract) {
    assertThat(contract).hasToString("test.orders:1.2.0 (" + OTHER + ")");
  }

  @Test
  @SluiceContract(OTHER)
  void andTheOneOfAParameterBeforeThat(
      EventContract contract, @SluiceContract(Orders.LOCATION) EventContract other) {
    assertThat(contract).isNotSameAs(other);
    assertThat(other.toString()).contains(Orders.LOCATION);
  }

  @Test
  void eachIsReadOnce(EventContract contract, @SluiceContract(Orders.LOCATION) EventContract same) {
    assertThat(contract).isSameAs(same);
  }

  @Nested
  class Within {
    @Test
    void aNestedClassHasTheContractOfItsClass(EventContract contract) {
      assertThat(contract.toString()).contains(Orders.LOCATION);
    }
  }

  static final class WithoutContract {
    @Test
    void test(@SluiceContract("classpath:nowhere.odcs.yaml") EventContract contract) {
      assertThat(contract).isNull();
    }
  }

  @Test
  void aContractThatIsNotThereFailsTheTestThatAsksForIt() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(WithoutContract.class))
            .execute()
            .testEvents();

    tests.assertStatistics(s -> s.failed(1));
    assertThat(tests.failed().stream().toList().toString()).contains("nowhere.odcs.yaml");
  }
}
