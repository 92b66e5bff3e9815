package io.sluice.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether two major versions can share a raw topic. */
class SharedRawTopicTest {

  private static final Location STATUS = new Location("c.odcs.yaml", 5, 9);

  private static Contract contract(int major, String raw, String framing) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop.orders
        version: %1$d.0.0
        status: active
        schema: [{name: Order, physicalType: topic, physicalName: shop.orders.v%1$d}]
        customProperties:
          - {property: sluice.rawTopic, value: %2$s}
          - {property: sluice.framing, value: %3$s}
        """
            .formatted(major, raw, framing);
    return ContractFile.of("c.odcs.yaml", text, url -> "").contract().orElseThrow();
  }

  private static List<String> beside(Contract first, Contract second) {
    return SharedRawTopic.check(second, STATUS, first).stream().map(Finding::message).toList();
  }

  @Test
  void majorsThatNameWriterSchemasAlikeCan() {
    assertThat(beside(contract(1, "raw", "headers"), contract(2, "raw", "headers"))).isEmpty();
    assertThat(beside(contract(1, "raw.v1", "headers"), contract(2, "raw.v2", "none"))).isEmpty();
    assertThat(beside(contract(1, "raw", "none"), contract(1, "raw", "none")))
        .as("versions of one major follow each other")
        .isEmpty();
  }

  @Test
  void othersCanNot() {
    assertThat(beside(contract(1, "raw", "registry"), contract(2, "raw", "headers")))
        .singleElement()
        .asString()
        .contains(
            "that of shop.orders:1.0.0 too", "sluice.framing is registry there, headers here");
    assertThat(beside(contract(1, "raw", "none"), contract(2, "raw", "none")))
        .singleElement()
        .asString()
        .contains("records without framing name no writer schema");
  }
}
