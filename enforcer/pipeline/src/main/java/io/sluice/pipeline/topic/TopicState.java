package io.sluice.pipeline.topic;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** How a topic stands, as far as its cluster tells whoever asks. */
public sealed interface TopicState {

  /**
   * What a topic holds.
   *
   * @param offsets from its first to its end, in all partitions: as many as records, and more where
   *     transactions left their markers or compaction took records away
   * @param newest the latest timestamp of its records; empty where it has none
   */
  record Extent(long offsets, Optional<Instant> newest) {}

  /**
   * It is there.
   *
   * @param replicas of the partition that has the fewest
   * @param leaderless partitions that nobody can read or write
   * @param permitted what whoever asks may do with it; all, where the cluster permits everything
   */
  record There(
      int partitions,
      int replicas,
      int leaderless,
      TopicSettings settings,
      Set<AclOperation> permitted,
      Extent extent)
      implements TopicState {
    public There {
      permitted = Set.copyOf(permitted);
    }
  }

  /**
   * It is not.
   *
   * @param isMade whether the service makes it when it starts
   * @param reason for people, with what to do
   */
  record Missing(boolean isMade, String reason) implements TopicState {}

  /**
   * Whoever asks may not see it, or not its settings.
   *
   * @param reason for people, with what to do
   */
  record Closed(String reason) implements TopicState {}
}
