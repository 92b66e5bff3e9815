package io.sluice.pipeline.count;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the counts of a pipeline in step with its transactions. Under {@code exactly_once_v2} the
 * tasks of a stream thread share one producer and one transaction, and everything below happens on
 * that thread: tasks open a tally when they start and close it when they end; the thread's producer
 * says when a transaction committed, when it was given up, and when its fate is unknown.
 *
 * <p>In the last case the counts wait for the committed offset, which Streams asks for before any
 * task of that partition starts again: where it is the very offset that the doubtful transaction
 * carried, the transaction stands.
 */
public final class Ledger {

  private record Doubt(long nextOffset, Tally counts) {}

  private final PipelineMeters meters;
  private final Map<Thread, List<Tally>> open = new ConcurrentHashMap<>();
  private final Map<Integer, Doubt> doubts = new ConcurrentHashMap<>();

  public Ledger(PipelineMeters meters) {
    this.meters = meters;
  }

  /** Opens the tally of a task of the calling thread, at zero. */
  public Tally open(int partition) {
    Tally tally = new Tally(partition);
    open.computeIfAbsent(Thread.currentThread(), t -> new CopyOnWriteArrayList<>()).add(tally);
    return tally;
  }

  /** Closes it. What no transaction has carried is dropped: the records will be judged again. */
  public void close(Tally tally) {
    open.computeIfPresent(
        Thread.currentThread(),
        (thread, tallies) -> {
          tallies.removeIf(other -> other == tally);
          return tallies.isEmpty() ? null : tallies;
        });
  }

  /** The calling thread's transaction has committed. */
  public void committed() {
    for (Tally tally : tallies()) {
      if (!tally.isEmpty()) {
        meters.publish(tally);
        tally.clear();
      }
    }
  }

  /** The calling thread's transaction was given up. */
  public void aborted() {
    tallies().forEach(Tally::clear);
  }

  /**
   * Whether the calling thread's transaction has committed can't be said yet.
   *
   * @param offsets what it was to commit
   */
  public void inDoubt(Map<TopicPartition, OffsetAndMetadata> offsets) {
    for (Tally tally : tallies()) {
      OffsetAndMetadata next = offsetOf(tally.partition(), offsets);
      if (next != null && !tally.isEmpty()) {
        doubts.put(tally.partition(), new Doubt(next.offset(), tally.take()));
      }
    }
  }

  /**
   * Settles what is in doubt.
   *
   * @param offsets committed offsets as the broker states them; null where there is none
   */
  public void settle(Map<TopicPartition, ? extends @Nullable OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, committed) -> {
          Doubt doubt = doubts.remove(partition.partition());
          if (doubt != null && committed != null && committed.offset() == doubt.nextOffset()) {
            meters.publish(doubt.counts());
          }
        });
  }

  private List<Tally> tallies() {
    return open.getOrDefault(Thread.currentThread(), List.of());
  }

  private static @Nullable OffsetAndMetadata offsetOf(
      int partition, Map<TopicPartition, OffsetAndMetadata> offsets) {
    // one source topic so far: its partition number says it all
    for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : offsets.entrySet()) {
      if (offset.getKey().partition() == partition) {
        return offset.getValue();
      }
    }
    return null;
  }
}
