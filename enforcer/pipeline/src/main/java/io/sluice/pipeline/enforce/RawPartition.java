package io.sluice.pipeline.enforce;

import io.sluice.pipeline.topic.TopicFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record into the partition that it had on the raw topic, where the output topic has at
 * least as many; else by key, as Kafka's own producers do, so that the order of a key's records is
 * kept either way.
 *
 * <p>A partitioner is shared by all threads and never told where a record comes from: the processor
 * says so on the same thread, just before it forwards.
 */
final class RawPartition implements StreamPartitioner<byte[], byte[]> {

  private static final ThreadLocal<int[]> SOURCE = ThreadLocal.withInitial(() -> new int[1]);

  /** What it answers, made once: one such answer is given for each record. */
  private static final List<Optional<Set<Integer>>> ANSWERS =
      IntStream.range(0, 256).mapToObj(RawPartition::alone).toList();

  private final Supplier<TopicFacts> facts;

  RawPartition(Supplier<TopicFacts> facts) {
    this.facts = facts;
  }

  /** The record that this thread forwards next comes from this raw partition. */
  static void forwarding(int partition) {
    SOURCE.get()[0] = partition;
  }

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte @Nullable [] key, byte @Nullable [] value, int numPartitions) {
    int partition = partition(SOURCE.get()[0], key, numPartitions);
    return partition < ANSWERS.size() ? ANSWERS.get(partition) : alone(partition);
  }

  private static Optional<Set<Integer>> alone(int partition) {
    return Optional.of(Set.of(partition));
  }

  /** Where a record of this raw partition goes, of so many. */
  int partition(int source, byte @Nullable [] key, int count) {
    if (source < count && facts.get().rawPartitions() <= count) {
      return source;
    }
    return key == null ? source % count : Utils.toPositive(Utils.murmur2(key)) % count;
  }
}
