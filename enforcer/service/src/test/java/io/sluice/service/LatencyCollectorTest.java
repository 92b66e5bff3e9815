package io.sluice.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.engine.contract.Major;
import io.sluice.engine.odcs.OdcsDocument;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.count.LatencyHistogram;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyCollectorTest {

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: c
      version: 1.0.0
      status: active
      schema:
        - name: Thing
          physicalType: topic
          physicalName: things.v1
          properties: [{name: at, logicalType: timestamp}]
      slaProperties:
        - {id: swift, property: latency, value: 7, unit: s, element: at}
      """;

  @Test
  void prometheusPrintsTheDocumentedName() {
    Promises promises = Promises.of(OdcsDocument.parse("test", CONTRACT).contract().orElseThrow());
    Map<Major, LatencyHistogram> latencies =
        Map.of(new Major("c", 1), LatencyHistogram.of(promises).orElseThrow());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.getPrometheusRegistry().register(() -> LatencyCollector.of(latencies));

    assertThat(registry.scrape().lines())
        .contains(
            "# TYPE sluice_latency_seconds histogram",
            "sluice_latency_seconds_bucket{contract=\"c\",major=\"1\",le=\"5.0\"} 0",
            "sluice_latency_seconds_bucket{contract=\"c\",major=\"1\",le=\"7.0\"} 0",
            "sluice_latency_seconds_bucket{contract=\"c\",major=\"1\",le=\"+Inf\"} 0",
            "sluice_latency_seconds_sum{contract=\"c\",major=\"1\"} 0.0");
  }
}
