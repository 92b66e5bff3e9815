package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.measurement.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a contract came to at the end of a whole minute. Immutable.
 *
 * @param since when measuring it began
 * @param judgedUntil the end of that minute
 * @param readings one for each indicator, in the order of the document
 * @param history what is known of each indicator's past, by its id, the oldest first
 * @param lag raw records that are committed and not judged yet; empty where the broker did not say
 * @param gaps how often something was missing between deltas
 * @param overlaps how many deltas were refused, since their records were counted before
 */
public record Snapshot(
    Contract contract,
    Instant since,
    Instant judgedUntil,
    List<Reading> readings,
    Map<String, List<Reading.PeriodResult>> history,
    OptionalLong lag,
    long gaps,
    long overlaps) {

  public Snapshot {
    readings = List.copyOf(readings);
    history = Map.copyOf(history);
  }

  /** The same, as anybody can read it. */
  public SliReport report() {
    return new SliReport(
        contract.id(),
        contract.version().text(),
        judgedUntil,
        readings.stream().map(this::entry).toList());
  }

  private SliReport.Entry entry(Reading reading) {
    return new SliReport.Entry(
        SliResult.ofWindow(contract, reading),
        reading.open().map(open -> SliResult.ofPeriod(contract, reading, open)),
        history.getOrDefault(reading.indicator().id(), List.of()).stream()
            .map(period -> SliResult.ofPeriod(contract, reading, period))
            .toList());
  }
}
