package io.sluice.pipeline.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the deltas of each partition have been fetched, so that minutes are not judged while
 * deltas that are there wait to be read. Told by the consumers, asked by the tasks; thread-safe.
 */
public final class Position {

  /** The last offset that was fetched, and whether it was the last there was. */
  private record Fetched(long last, boolean isAll) {}

  /** Of a partition that had nothing to fetch. */
  private static final long NONE = -1;

  private final Map<Integer, Fetched> partitions = new ConcurrentHashMap<>();

  /**
   * A consumer has fetched records.
   *
   * @param last the offset of the last one
   */
  public void fetched(int partition, long last) {
    partitions.put(partition, new Fetched(last, false));
  }

  /** A consumer has no more to fetch. */
  public void reachedEnd(int partition) {
    partitions.merge(
        partition, new Fetched(NONE, true), (before, now) -> new Fetched(before.last(), true));
  }

  /** A consumer has more to fetch. */
  public void isBehind(int partition) {
    partitions.computeIfPresent(partition, (p, before) -> new Fetched(before.last(), false));
  }

  /** A task starts: what was fetched for the one before it means nothing. */
  void forget(int partition) {
    partitions.remove(partition);
  }

  /**
   * Whether a task has everything.
   *
   * @param taken the offset of the last record that it took; -1 where it took none
   */
  boolean hasAll(int partition, long taken) {
    Fetched fetched = partitions.get(partition);
    return fetched != null && fetched.isAll() && taken >= fetched.last();
  }
}
