package io.sluice.service;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.sluice.pipeline.PipelineState;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready while every contract is enforced; says which is not, and why, and how measuring stands. */
@Readiness
@Singleton
final class FleetHealth implements HealthIndicator {

  private final Fleet fleet;
  private final Measuring measuring;

  FleetHealth(Fleet fleet, Measuring measuring) {
    this.fleet = fleet;
    this.measuring = measuring;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Map<String, Object> details = new LinkedHashMap<>();
    String awaited = fleet.awaited();
    if (awaited != null) {
      details.put("waiting", awaited);
    }
    fleet
        .members()
        .forEach(
            (name, member) ->
                details.put(
                    name,
                    member.reason().isEmpty()
                        ? member.state()
                        : member.state() + ": " + member.reason()));
    PipelineState state = measuring.state();
    details.put(
        "measuring",
        state.reason().isEmpty() ? state.word() : state.word() + ": " + state.reason());
    return Publishers.just(
        HealthResult.builder("contracts", fleet.isReady() ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }
}
