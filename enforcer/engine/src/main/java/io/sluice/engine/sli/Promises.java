package io.sluice.engine.sli;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that a contract promises and a stream can measure, in the order of the document: adherence
 * first, which every contract has.
 *
 * @param indicators none where the contract has no one topic
 * @param clockSkew how far ahead of the clock an event time may be and still count for freshness
 * @param backfillOlderThan records whose event is older are no part of latency; empty where all are
 * @param findings what makes no sense; an error means that the contract can't start
 */
public record Promises(
    List<Indicator> indicators,
    Duration clockSkew,
    Optional<Duration> backfillOlderThan,
    List<Finding> findings) {

  public static final String OBJECTIVES_PROPERTY = "sluice.objectives";
  public static final String ARRIVAL_PROPERTY = "sluice.arrival";
  public static final String DENOMINATOR_PROPERTY = "sluice.denominator";
  public static final String CLOCK_SKEW_PROPERTY = "sluice.clockSkew";
  public static final String BACKFILL_PROPERTY = "sluice.backfillOlderThan";

  /** How far clocks may differ where the contract does not say. */
  public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofMinutes(5);

  public Promises {
    indicators = List.copyOf(indicators);
    findings = List.copyOf(findings);
  }

  /** Reads what a contract promises. */
  public static Promises of(Contract contract) {
    PromiseReport report = new PromiseReport();
    return contract
        .topicObject()
        .map(object -> new PromiseReader(contract, object, report).read())
        .orElseGet(() -> new Promises(List.of(), DEFAULT_CLOCK_SKEW, Optional.empty(), List.of()));
  }

  /** The indicator of an id; empty where there is none. */
  public Optional<Indicator> indicator(String id) {
    return indicators.stream().filter(indicator -> indicator.id().equals(id)).findFirst();
  }
}
