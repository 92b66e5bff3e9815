package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Major;
import io.sluice.pipeline.delta.Delta;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest snapshot of each major version of a contract that this instance measures. Thread-safe.
 */
public final class Snapshots {

  private final Map<Major, Snapshot> byContract = new ConcurrentHashMap<>();
  private final Map<Major, Long> taken = new ConcurrentHashMap<>();

  /** That of a contract; empty where another instance measures it, or no minute was judged yet. */
  public Optional<Snapshot> of(Major contract) {
    return Optional.ofNullable(byContract.get(contract));
  }

  /** All of them. */
  public Map<Major, Snapshot> all() {
    return new TreeMap<>(byContract);
  }

  /**
   * How many raw records of a contract this instance has taken counts of since it started, those
   * that no minute was judged with yet among them.
   */
  public long taken(Major contract) {
    return taken.getOrDefault(contract, 0L);
  }

  /** Counts were taken of these records; a delta in parts is taken with its last one. */
  void took(Major contract, Delta.Coverage records) {
    if (records.part() == records.parts() - 1) {
      taken.merge(contract, records.to() - records.from(), Long::sum);
    }
  }

  void put(Snapshot snapshot) {
    byContract.put(Major.of(snapshot.contract()), snapshot);
  }

  void remove(Major contract) {
    byContract.remove(contract);
  }
}
