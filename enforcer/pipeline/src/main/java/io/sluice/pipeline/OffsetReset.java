package io.sluice.pipeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The way on for an operator who accepts that raw records are lost: the command of Kafka's own
 * tools that lets a group read partitions from where they now start.
 */
final class OffsetReset {

  private OffsetReset() {}

  /** The command. */
  static String command(String group, Collection<TopicPartition> partitions) {
    SortedMap<String, String> numbers =
        partitions.stream()
            .sorted(Comparator.comparingInt(TopicPartition::partition))
            .collect(
                Collectors.groupingBy(
                    TopicPartition::topic,
                    TreeMap::new,
                    Collectors.mapping(
                        p -> String.valueOf(p.partition()), Collectors.joining(","))));
    return "kafka-consumer-groups.sh --bootstrap-server SERVERS --group %s %s --reset-offsets --to-earliest --execute"
        .formatted(
            group,
            numbers.entrySet().stream()
                .map(topic -> "--topic %s:%s".formatted(topic.getKey(), topic.getValue()))
                .collect(Collectors.joining(" ")));
  }
}
