package io.sluice.pipeline.count;

import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.sli.SliTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the counts of a pipeline in step with its transactions. Under {@code exactly_once_v2} the
 * tasks of a stream thread share one producer and one transaction, and everything below happens on
 * that thread: tasks open a tally for each partition that they read when they start, and close it
 * when they end; the thread's producer says when a transaction committed, when it was given up, and
 * when its fate is unknown.
 *
 * <p>In the last case the counts wait for the committed offset, which Streams asks for before any
 * task of that partition starts again: where it is the very offset that the doubtful transaction
 * carried, the transaction stands.
 */
public final class Ledger {

  private record Doubt(long nextOffset, Tally counts) {}

  private final PipelineMeters meters;
  private final Map<Thread, List<Tally>> open = new ConcurrentHashMap<>();
  private final Map<Thread, Consumer<Tally>> carriers = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Doubt> doubts = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();
  private final Function<Source, SliTally> slis;

  /**
   * @param slis makes what counts for the indicators of the contract, of records that came so
   */
  public Ledger(PipelineMeters meters, Function<Source, SliTally> slis) {
    this.meters = meters;
    this.slis = slis;
  }

  /**
   * Opens the tally of a partition of a task of the calling thread, at zero. How late a record was
   * is told when it comes for the first time, not when it is replayed.
   */
  public Tally open(Source source, TopicPartition partition) {
    Long start = starts.remove(partition);
    Tally tally =
        new Tally(
            source,
            partition,
            slis.apply(source),
            source == Source.RAW ? meters.latency().map(LatencyTally::new) : Optional.empty(),
            start == null ? OptionalLong.empty() : OptionalLong.of(start));
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

  /**
   * The calling thread has begun a transaction.
   *
   * @param carrier sends what a tally has {@linkplain Tally#counted counted} with it
   */
  public void begun(Consumer<Tally> carrier) {
    carriers.put(Thread.currentThread(), carrier);
  }

  /**
   * Hands over what the calling thread's tasks have counted, where it has a transaction that
   * carries it.
   */
  public void handOver() {
    tallies().forEach(this::handOver);
  }

  /** Likewise, of one of them. */
  public void handOver(Tally tally) {
    Consumer<Tally> carrier = carriers.get(Thread.currentThread());
    if (carrier != null) {
      carrier.accept(tally);
    }
  }

  private void ended() {
    carriers.remove(Thread.currentThread());
  }

  /**
   * What the calling thread's tasks have left to hand over with their transaction: one delta for
   * each partition whose offset it moves further than what was {@linkplain Tally#counted counted}.
   *
   * @param offsets what it is about to commit
   * @throws IllegalStateException where it would commit records and not their offset
   */
  public List<Delta> deltas(Map<TopicPartition, OffsetAndMetadata> offsets, Coverages coverages) {
    List<Delta> deltas = new ArrayList<>();
    for (Tally tally : tallies()) {
      OffsetAndMetadata next = offsets.get(tally.partition());
      if (next != null) {
        tally.delta(next.offset(), coverages).ifPresent(deltas::add);
      } else if (!tally.isEmpty()) {
        throw new IllegalStateException(
            "records of partition %s would be committed without their offset"
                .formatted(tally.partition()));
      }
    }
    return deltas;
  }

  /** The calling thread's transaction has committed. */
  public void committed() {
    ended();
    for (Tally tally : tallies()) {
      if (!tally.isEmpty()) {
        meters.publish(tally);
      }
      tally.committed();
    }
  }

  /** The calling thread's transaction was given up. */
  public void aborted() {
    ended();
    tallies().forEach(Tally::clear);
  }

  /**
   * Whether the calling thread's transaction has committed can't be said yet.
   *
   * @param offsets what it was to commit
   */
  public void inDoubt(Map<TopicPartition, OffsetAndMetadata> offsets) {
    ended();
    for (Tally tally : tallies()) {
      OffsetAndMetadata next = offsets.get(tally.partition());
      if (next != null && !tally.isEmpty()) {
        doubts.put(tally.partition(), new Doubt(next.offset(), tally.take()));
      }
    }
  }

  /**
   * Settles what is in doubt, and notes where tasks are to begin.
   *
   * @param offsets committed offsets as the broker states them; null where there is none
   */
  public void settle(Map<TopicPartition, ? extends @Nullable OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, committed) -> {
          if (committed == null) {
            starts.remove(partition);
          } else {
            starts.put(partition, committed.offset());
          }
          Doubt doubt = doubts.remove(partition);
          if (doubt != null && committed != null && committed.offset() == doubt.nextOffset()) {
            meters.publish(doubt.counts());
          }
        });
  }

  private List<Tally> tallies() {
    return open.getOrDefault(Thread.currentThread(), List.of());
  }
}
