package io.sluice.pipeline.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.contract.Major;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.measurement.Measurement;
import io.sluice.pipeline.measurement.Reading;
import io.sluice.pipeline.measurement.Shelf;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A contract as a task measures it: its measurement, its meters, its snapshot. */
final class Member implements AutoCloseable {

  private final CompiledContract contract;
  private final Major major;
  private final Measurement measurement;
  private final ContractMeters meters;
  private final Snapshots snapshots;
  private final References.Followed references;

  /** When the broker said last how many records wait. */
  private Instant lagSeen = Instant.EPOCH;

  /** What was said last of an indicator, and when. */
  private record Said(Object what, Instant at) {}

  private final Map<String, Said> said = new HashMap<>();

  private final Map<String, List<Reading.PeriodResult>> unsaid = new HashMap<>();

  Member(
      CompiledContract contract,
      Shelf shelf,
      Clock clock,
      MeterRegistry registry,
      References references,
      Snapshots snapshots) {
    this.contract = contract;
    this.major = Major.of(contract.contract());
    String id = major.id();
    this.references = references.of(id);
    KeyHash hash = KeyHash.ofContract(id);
    this.measurement =
        Measurement.open(
            major.toString(),
            contract.promises(),
            hash::of,
            this.references::roster,
            shelf,
            clock.instant());
    this.meters = new ContractMeters(registry, clock, major, contract.promises());
    this.snapshots = snapshots;
    List<Reading> before = measurement.readings();
    if (!before.isEmpty()) {
      show(before, OptionalLong.empty());
      before.forEach(reading -> unsaid(reading, false));
    }
    // Not before: a counter that goes from nothing to all there ever was would show an increase.
    meters.register();
  }

  CompiledContract contract() {
    return contract;
  }

  Major major() {
    return major;
  }

  Measurement measurement() {
    return measurement;
  }

  /**
   * Judges the minutes that have passed.
   *
   * @param known of which everything was taken
   * @return what they came to; empty where no minute has passed
   */
  Optional<List<Reading>> judge(Instant known, Optional<Lags.Lag> lag) {
    lag.filter(seen -> seen.at().isAfter(lagSeen))
        .ifPresent(
            seen -> {
              lagSeen = seen.at();
              measurement.lag(seen.at(), seen.records());
            });
    OptionalLong records =
        lag.isPresent() ? OptionalLong.of(lag.get().records()) : OptionalLong.empty();
    Optional<List<Reading>> judged = measurement.judge(known);
    judged.ifPresent(readings -> show(readings, records));
    meters.show(newest(), records);
    return judged;
  }

  private void show(List<Reading> readings, OptionalLong lag) {
    Map<String, List<Reading.PeriodResult>> history = new HashMap<>();
    for (Reading reading : readings) {
      String id = reading.indicator().id();
      history.put(id, measurement.history(id));
    }
    Instant until = measurement.judgedUntil();
    snapshots.put(
        new Snapshot(
            contract.contract(),
            measurement.since(),
            until,
            readings,
            history,
            lag,
            measurement.gaps(),
            measurement.overlaps()));
    meters.show(ContractMeters.byId(readings), (double) until.getEpochSecond());
  }

  /** The newest event time by the contract's first promise of freshness. */
  private OptionalLong newest() {
    return contract.promises().indicators().stream()
        .filter(Indicator.Freshness.class::isInstance)
        .map(fresh -> fresh.promise().eventTime())
        .filter(Objects::nonNull)
        .findFirst()
        .map(measurement::newestEvent)
        .orElse(OptionalLong.empty());
  }

  /**
   * The results of periods that are still to be said: those of a reading, and those of earlier ones
   * that nobody could be told yet.
   *
   * @param isSaid whether they are said now
   */
  List<Reading.PeriodResult> unsaid(Reading reading, boolean isSaid) {
    List<Reading.PeriodResult> waiting =
        unsaid.computeIfAbsent(reading.indicator().id(), id -> new ArrayList<>());
    waiting.addAll(reading.settled());
    List<Reading.PeriodResult> all = List.copyOf(waiting);
    if (isSaid) {
      waiting.clear();
    }
    return all;
  }

  /** Whether a reading says something else than the one before, or that was said long ago. */
  boolean isNews(Reading reading) {
    String id = reading.indicator().id();
    Object what =
        List.of(
            reading.standing().status(),
            reading.current(),
            reading.window().counts(),
            reading.burns(),
            reading.open());
    Said before = said.get(id);
    boolean isNews =
        before == null
            || !before.what().equals(what)
            || !reading.at().isBefore(before.at().plus(SliTopic.SAID_ANEW));
    if (isNews) {
      said.put(id, new Said(what, reading.at()));
    }
    return isNews;
  }

  @Override
  public void close() {
    references.close();
    meters.close();
    snapshots.remove(major);
  }
}
