package io.sluice.pipeline.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import io.sluice.engine.sli.Promises;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The meters that stand for a contract, whatever its records are. */
class PipelineMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private AutoCloseable ends(String promises) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop.orders
        version: 1.2.0
        status: deprecated
        slaProperties: [%s]
        """
            .formatted(promises);
    Contract contract = ContractFile.of("c.odcs.yaml", text, url -> "").contract().orElseThrow();
    return new PipelineMeters(registry, Major.of(contract), Promises.of(contract)).ends(contract);
  }

  @Test
  void aContractThatSaysWhenItEndsShowsTheDayUntilItsPipelineStops() throws Exception {
    AutoCloseable meters = ends("{property: endOfLife, value: \"2027-06-30\"}");

    assertThat(registry.get(PipelineMeters.END).tag("end", "endOfLife").gauge().value())
        .isEqualTo((double) Instant.parse("2027-06-30T00:00:00Z").getEpochSecond());
    meters.close();
    assertThat(registry.find(PipelineMeters.END).gauges()).isEmpty();
  }

  @Test
  void oneThatSaysNothingShowsNone() {
    assertThat(ends("")).isNotNull();

    assertThat(registry.find(PipelineMeters.END).gauges()).isEmpty();
  }
}
