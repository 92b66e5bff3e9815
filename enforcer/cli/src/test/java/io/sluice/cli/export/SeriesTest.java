package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.count.SliMeters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules read what is there only if both call it the same. */
class SeriesTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void countersAreCalledWhatPrometheusReads() {
    for (String meter :
        List.of(
            PipelineMeters.RECORDS, PipelineMeters.VIOLATIONS, SliMeters.EVENTS, SliMeters.GOOD)) {
      Counter.builder(meter).tag(SliMeters.CONTRACT, "c").register(registry);
    }

    assertThat(registry.scrape())
        .contains(
            Series.RECORDS + "{", Series.VIOLATIONS + "{", Series.EVENTS + "{", Series.GOOD + "{");
  }

  @Test
  void gaugesAreCalledWhatPrometheusReads() {
    for (String meter :
        List.of(
            PipelineMeters.STATE,
            SliMeters.CURRENT,
            SliMeters.PERIOD_GOOD,
            SliMeters.PERIOD_EVENTS,
            SliMeters.STATUS,
            SliMeters.COMPLIANCE,
            SliMeters.BUDGET_LEFT,
            SliMeters.BURN_RATE)) {
      gauge(meter, null);
    }
    gauge(SliMeters.JUDGED, SliMeters.SECONDS);
    gauge(SliMeters.FRESHNESS, SliMeters.SECONDS);
    gauge(SliMeters.LAG, SliMeters.RECORDS);

    assertThat(registry.scrape())
        .contains(
            Series.STATE + "{",
            Series.CURRENT + "{",
            Series.PERIOD_GOOD + "{",
            Series.PERIOD_EVENTS + "{",
            Series.STATUS + "{",
            Series.COMPLIANCE + "{",
            Series.BUDGET_LEFT + "{",
            Series.BURN_RATE + "{",
            Series.JUDGED + "{",
            Series.FRESHNESS + "{",
            Series.LAG + "{");
  }

  @Test
  void whatCantBeJudgedIsThereAndNotANumber() {
    Gauge.builder(SliMeters.CURRENT, () -> Double.NaN)
        .tag(SliMeters.CONTRACT, "c")
        .register(registry);

    assertThat(registry.scrape()).contains(Series.CURRENT + "{contract=\"c\"} NaN");
  }

  private void gauge(String meter, @Nullable String unit) {
    Gauge.builder(meter, () -> 1).tag(SliMeters.CONTRACT, "c").baseUnit(unit).register(registry);
  }
}
