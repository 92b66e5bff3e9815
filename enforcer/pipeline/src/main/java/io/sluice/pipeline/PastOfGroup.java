package io.sluice.pipeline;

import io.sluice.pipeline.topic.OutputTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a group that has no offsets may have had some. To the group's broker, one that never read
 * and one whose offsets expired are the same; but the topics that it writes remember.
 *
 * @param group the application id
 */
record PastOfGroup(Admin admin, String group) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** What to tell an operator where the records of a raw topic are about to be judged again. */
  Optional<String> warning(List<OutputTopic> outputs) throws InterruptedException {
    try {
      if (hasOffsets()) {
        return Optional.empty();
      }
      for (OutputTopic output : outputs) {
        if (holdsRecords(output.name())) {
          return Optional.of(
              "group %s has no committed offsets, and topic %s holds records: where the pipeline has run before, its offsets have expired or were deleted, and all that the raw topic holds is judged again"
                  .formatted(group, output.name()));
        }
      }
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty(); // a hint, for which no pipeline is held up
    }
  }

  private boolean hasOffsets() throws ExecutionException, InterruptedException, TimeoutException {
    return !admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .isEmpty();
  }

  private boolean holdsRecords(String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> ends =
        admin
            .describeTopics(List.of(topic))
            .allTopicNames()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .values()
            .stream()
            .flatMap(described -> described.partitions().stream())
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return admin
        .listOffsets(ends)
        .all()
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .anyMatch(offset -> offset > 0);
  }
}
