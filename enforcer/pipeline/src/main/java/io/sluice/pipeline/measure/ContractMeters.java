package io.sluice.pipeline.measure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.engine.contract.Major;
import io.sluice.engine.objective.BurnAlerts;
import io.sluice.engine.objective.BurnRate;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.measurement.Reading;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The meters of one major version of a contract, see {@link SliMeters}: there from the moment that
 * it is measured, gone when another instance takes over.
 */
final class ContractMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final Clock clock;
  private final Tags contract;
  private final Promises promises;
  private final List<Meter> meters = new ArrayList<>();
  private volatile Map<String, Reading> readings = Map.of();
  private volatile OptionalLong newest = OptionalLong.empty();
  private volatile OptionalLong lag = OptionalLong.empty();
  private volatile double judgedUntil;

  ContractMeters(MeterRegistry registry, Clock clock, Major contract, Promises promises) {
    this.registry = registry;
    this.clock = clock;
    this.contract = PipelineMeters.tags(contract);
    this.promises = promises;
    this.judgedUntil = Double.NaN;
  }

  /** Lets them stand, with what they show by now. */
  void register() {
    for (Indicator indicator : promises.indicators()) {
      register(indicator);
    }
    gauge(SliMeters.JUDGED, SliMeters.SECONDS, this.contract, () -> judgedUntil);
    gauge(
        SliMeters.LAG,
        SliMeters.RECORDS,
        this.contract,
        () -> lag.isPresent() ? lag.getAsLong() : Double.NaN);
    if (promises.indicators().stream().anyMatch(Indicator.Freshness.class::isInstance)) {
      gauge(SliMeters.FRESHNESS, SliMeters.SECONDS, this.contract, this::age);
    }
  }

  /** Shows what was judged. */
  void show(Map<String, Reading> judged, double until) {
    readings = judged;
    judgedUntil = until;
  }

  /** Shows what is known at this moment. */
  void show(OptionalLong newestEvent, OptionalLong records) {
    newest = newestEvent;
    lag = records;
  }

  private double age() {
    return newest.isPresent()
        ? Math.max(0, clock.millis() - newest.getAsLong()) / 1000.0
        : Double.NaN;
  }

  private void register(Indicator indicator) {
    Tags tags = contract.and(SliMeters.SLI, indicator.id());
    counter(SliMeters.EVENTS, tags, indicator, Counts::total);
    counter(SliMeters.GOOD, tags, indicator, Counts::good);
    gauge(SliMeters.CURRENT, tags, indicator, r -> SliMeters.current(r.current()));
    if (indicator.periods().isPresent()) {
      gauge(SliMeters.PERIOD_GOOD, tags, indicator, r -> open(r, Counts::good));
      gauge(SliMeters.PERIOD_EVENTS, tags, indicator, r -> open(r, Counts::total));
    }
    indicator.promise().objective().ifPresent(objective -> register(indicator, objective, tags));
  }

  private void register(Indicator indicator, Objective objective, Tags tags) {
    gauge(SliMeters.STATUS, tags, indicator, r -> SliMeters.status(r.standing().status()));
    gauge(
        SliMeters.COMPLIANCE,
        tags,
        indicator,
        r -> number(r.standing().counts().percent().map(percent -> percent.movePointLeft(2))));
    gauge(
        SliMeters.BUDGET_LEFT,
        tags,
        indicator,
        r -> number(r.standing().budgetLeftPercent().map(percent -> percent.movePointLeft(2))));
    if (indicator.burns()) {
      BurnAlerts.of(objective).alerts().stream()
          .flatMap(alert -> Stream.of(alert.longWindow(), alert.shortWindow()))
          .distinct()
          .forEach(window -> burn(indicator, window, tags));
    }
  }

  private void burn(Indicator indicator, Duration window, Tags tags) {
    gauge(
        SliMeters.BURN_RATE,
        tags.and(SliMeters.WINDOW, SliMeters.window(window)),
        indicator,
        r -> number(Optional.ofNullable(r.burns().get(window)).flatMap(BurnRate::value)));
  }

  private static double number(Optional<BigDecimal> number) {
    return number.map(BigDecimal::doubleValue).orElse(Double.NaN);
  }

  private static double open(Reading reading, ToDoubleFunction<Counts> part) {
    return reading.open().map(open -> part.applyAsDouble(open.result().counts())).orElse(0.0);
  }

  private void counter(String name, Tags tags, Indicator indicator, ToDoubleFunction<Counts> part) {
    meters.add(
        FunctionCounter.builder(
                name, this, m -> m.of(indicator, r -> part.applyAsDouble(r.judged()), 0.0))
            .tags(tags)
            .register(registry));
  }

  private void gauge(String name, Tags tags, Indicator indicator, Function<Reading, Number> value) {
    meters.add(
        Gauge.builder(
                name, this, m -> m.of(indicator, r -> value.apply(r).doubleValue(), Double.NaN))
            .tags(tags)
            .register(registry));
  }

  private void gauge(String name, String unit, Tags tags, Supplier<Number> value) {
    meters.add(Gauge.builder(name, value).baseUnit(unit).tags(tags).register(registry));
  }

  private double of(Indicator indicator, ToDoubleFunction<Reading> value, double without) {
    Reading reading = readings.get(indicator.id());
    return reading == null ? without : value.applyAsDouble(reading);
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }

  /** Readings by their indicator's id. */
  static Map<String, Reading> byId(List<Reading> readings) {
    Map<String, Reading> byId = new HashMap<>();
    readings.forEach(reading -> byId.put(reading.indicator().id(), reading));
    return byId;
  }
}
