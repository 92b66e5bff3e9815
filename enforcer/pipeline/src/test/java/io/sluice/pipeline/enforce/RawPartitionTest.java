package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawPartitionTest {

  private static final byte[] KEY = "key".getBytes(UTF_8);

  private static Optional<Set<Integer>> partition(
      int source, int rawCount, byte @Nullable [] key, int count) {
    RawPartition.forwarding(source);
    return new RawPartition(() -> Driven.facts(rawCount, false))
        .partitions("t", key, new byte[0], count);
  }

  @Test
  void theRawPartitionIsKeptWhereTheOutputHasAsMany() {
    assertThat(partition(2, 3, KEY, 3)).contains(Set.of(2));
    assertThat(partition(2, 3, KEY, 8)).contains(Set.of(2));
  }

  @Test
  void withFewerPartitionsAKeyGoesWhereKafkasProducersPutIt() {
    int expected = BuiltInPartitioner.partitionForKey(KEY, 3);

    assertThat(partition(0, 4, KEY, 3)).contains(Set.of(expected));
    assertThat(partition(3, 4, KEY, 3)).contains(Set.of(expected));
  }

  @Test
  void withFewerPartitionsRecordsWithoutAKeyStayInOrder() {
    assertThat(partition(3, 4, null, 3)).contains(Set.of(0));
  }

  @Test
  void aPartitionThatWasAddedMeanwhileIsNoReasonToFail() {
    int expected = BuiltInPartitioner.partitionForKey(KEY, 3);

    assertThat(partition(5, 3, KEY, 3)).contains(Set.of(expected));
  }
}
