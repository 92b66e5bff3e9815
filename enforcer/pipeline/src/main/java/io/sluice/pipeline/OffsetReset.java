package io.sluice.pipeline;

import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The way on for an operator who accepts that raw records are lost: the command of Kafka's own
 * tools that lets a group read partitions from where they now start.
 */
final class OffsetReset {

  private OffsetReset() {}

  /**
   * The command.
   *
   * @param partitions of one topic
   */
  static String command(String group, Collection<TopicPartition> partitions) {
    String numbers =
        partitions.stream()
            .map(TopicPartition::partition)
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return "kafka-consumer-groups.sh --bootstrap-server SERVERS --group %s --topic %s:%s --reset-offsets --to-earliest --execute"
        .formatted(group, partitions.iterator().next().topic(), numbers);
  }
}
