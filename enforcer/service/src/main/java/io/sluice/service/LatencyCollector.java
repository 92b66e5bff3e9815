package io.sluice.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Context;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.sluice.engine.contract.Major;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.count.LatencyHistogram;
import io.sluice.pipeline.count.PipelineMeters;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows Prometheus how long after their event the records of each contract were judged, as the
 * pipelines count it. Micrometer has no histogram that takes counts, only one that takes each
 * record.
 */
@Context
final class LatencyCollector implements Collector {

  private final Fleet fleet;

  LatencyCollector(Fleet fleet, PrometheusMeterRegistry registry) {
    this.fleet = fleet;
    registry.getPrometheusRegistry().register(this);
  }

  @Override
  public HistogramSnapshot collect() {
    Map<Major, LatencyHistogram> latencies = new TreeMap<>();
    fleet
        .members()
        .forEach(
            (name, member) -> {
              if (member instanceof FleetMember.Enforced(Pipeline pipeline)) {
                pipeline.latency().ifPresent(latency -> latencies.put(pipeline.major(), latency));
              }
            });
    return of(latencies);
  }

  /** The histograms of contracts. */
  static HistogramSnapshot of(Map<Major, LatencyHistogram> latencies) {
    HistogramSnapshot.Builder histogram =
        HistogramSnapshot.builder()
            .name(LatencyHistogram.NAME)
            .help("How long after their event compliant records were judged");
    latencies.forEach((contract, latency) -> histogram.dataPoint(of(contract, latency)));
    return histogram.build();
  }

  private static HistogramDataPointSnapshot of(Major contract, LatencyHistogram latency) {
    return HistogramDataPointSnapshot.builder()
        .labels(
            Labels.of(
                PipelineMeters.CONTRACT,
                contract.id(),
                PipelineMeters.MAJOR,
                Integer.toString(contract.number())))
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(latency.upperBounds(), latency.counts()))
        .sum(latency.sum())
        .build();
  }
}
