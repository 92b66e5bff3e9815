package io.sluice.pipeline.measure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the promises of a contract come to, one by one. Immutable.
 *
 * @param version of the contract by which they were judged
 * @param judgedUntil the end of the last minute that was judged
 * @param entries in the order of the document
 */
public record SliReport(String contract, String version, Instant judgedUntil, List<Entry> entries) {

  public SliReport {
    entries = List.copyOf(entries);
  }

  /**
   * One promise.
   *
   * @param window how it stands
   * @param period the newest calendar period that has begun; empty where there are none
   * @param history what is known of its past, the oldest first
   */
  public record Entry(SliResult window, Optional<SliResult> period, List<SliResult> history) {

    public Entry {
      history = List.copyOf(history);
    }
  }
}
