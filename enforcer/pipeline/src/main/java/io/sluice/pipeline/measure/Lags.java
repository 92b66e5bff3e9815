package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Major;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How many raw records of each contract wait to be judged, as the broker said. Thread-safe. */
public final class Lags {

  /**
   * What the broker said.
   *
   * @param at when
   */
  public record Lag(Instant at, long records) {}

  private final Map<Major, Lag> byContract = new ConcurrentHashMap<>();

  /** The broker has said it. */
  public void saw(Major contract, Lag lag) {
    byContract.put(contract, lag);
  }

  /** The broker does not say any more. */
  public void lost(Major contract) {
    byContract.remove(contract);
  }

  Optional<Lag> of(Major contract) {
    return Optional.ofNullable(byContract.get(contract));
  }
}
