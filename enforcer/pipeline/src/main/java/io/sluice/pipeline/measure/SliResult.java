package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Standing;
import io.sluice.engine.objective.Status;
import io.sluice.engine.objective.Target;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.measurement.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an indicator comes to, as the SLI topics tell it: to be read without the contract.
 * Immutable.
 *
 * @param late of a period: records or keys that came after it was due
 * @param current of a window: whether the promise is kept at this moment; of a period: whether it
 *     keeps the promise
 * @param judgedUntil the end of the minute at which this was said
 */
public record SliResult(
    Promised promised,
    Scope scope,
    Result result,
    long late,
    Current current,
    Course course,
    Instant judgedUntil) {

  /** What a result is about. */
  public enum Scope {
    /** The objective's window; without an objective 30 days, or the last period that was due. */
    WINDOW,
    /** One period of a calendar. */
    PERIOD
  }

  /**
   * What is promised.
   *
   * @param version of the contract by which it was judged
   * @param sli the indicator's kind, by its word
   * @param field empty where it is about records
   * @param key the fields that tell records apart; empty where it does not
   * @param target empty where no share is promised
   */
  public record Promised(
      String contract,
      String version,
      String indicator,
      String sli,
      Optional<String> field,
      List<String> key,
      Optional<Target> target) {

    public Promised {
      key = List.copyOf(key);
    }
  }

  /**
   * How the promise stands over the objective's window; without an objective, now.
   *
   * @param reason in words
   * @param since when the status became what it is
   * @param budgetLeftPercent below zero where more was used than there was; empty where there is
   *     none
   * @param burnRates by how far they look back, the shortest first; empty ones have nothing to
   *     judge
   */
  public record Course(
      Status status,
      String reason,
      Instant since,
      Optional<BigDecimal> budgetLeftPercent,
      SortedMap<Duration, Optional<BigDecimal>> burnRates) {

    public Course {
      burnRates = Collections.unmodifiableSortedMap(new TreeMap<>(burnRates));
    }
  }

  /** What a reading says of the indicator's window. */
  static SliResult ofWindow(Contract contract, Reading reading) {
    return new SliResult(
        promised(contract, reading.indicator()),
        Scope.WINDOW,
        reading.window(),
        0,
        reading.current(),
        course(reading),
        reading.at());
  }

  /** What a reading says of a period. */
  static SliResult ofPeriod(Contract contract, Reading reading, Reading.PeriodResult period) {
    return new SliResult(
        promised(contract, reading.indicator()),
        Scope.PERIOD,
        period.result(),
        period.late(),
        period.kept(),
        course(reading),
        reading.at());
  }

  private static Promised promised(Contract contract, Indicator indicator) {
    return new Promised(
        contract.id(),
        contract.version().text(),
        indicator.id(),
        indicator.sli().word(),
        indicator.field(),
        indicator.key(),
        indicator.promise().target());
  }

  private static Course course(Reading reading) {
    Standing standing = reading.standing();
    SortedMap<Duration, Optional<BigDecimal>> burnRates = new TreeMap<>();
    reading.burns().forEach((window, rate) -> burnRates.put(window, rate.value()));
    return new Course(
        standing.status(),
        standing.reason(),
        standing.since(),
        standing.budgetLeftPercent(),
        burnRates);
  }
}
