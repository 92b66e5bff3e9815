package io.sluice.pipeline.measure;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The newest snapshot of each contract that this instance measures. Thread-safe. */
public final class Snapshots {

  private final Map<String, Snapshot> byContract = new ConcurrentHashMap<>();

  /** That of a contract; empty where another instance measures it, or no minute was judged yet. */
  public Optional<Snapshot> of(String contract) {
    return Optional.ofNullable(byContract.get(contract));
  }

  /** All of them, by the contract's id. */
  public Map<String, Snapshot> all() {
    return new TreeMap<>(byContract);
  }

  void put(Snapshot snapshot) {
    byContract.put(snapshot.contract().id(), snapshot);
  }

  void remove(String contract) {
    byContract.remove(contract);
  }
}
