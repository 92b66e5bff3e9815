package io.sluice.pipeline;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Raw records that the pipeline had not read are gone: retention overtook it, or the topic was made
 * anew. Names the lost ranges and the way on.
 */
final class LostRangeException extends KafkaException {

  private LostRangeException(String message) {
    super(message);
  }

  static LostRangeException of(
      String group,
      Map<TopicPartition, Long> wanted,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends) {
    Map<String, String> ranges = new TreeMap<>();
    wanted.forEach(
        (partition, offset) -> {
          long start = starts.getOrDefault(partition, 0L);
          long end = ends.getOrDefault(partition, 0L);
          ranges.put(
              partition.toString(),
              offset < start
                  ? "%s offsets %d to %d are gone, the log starts at %d"
                      .formatted(partition, offset, start - 1, start)
                  : "%s ends at %d, before the committed offset %d: the topic was made anew or truncated"
                      .formatted(partition, end, offset));
        });
    return new LostRangeException(
        ranges.values().stream()
                .collect(Collectors.joining("; ", "unread raw records were lost: ", ""))
            + "; to go on with what is left: %s, then restart the service"
                .formatted(OffsetReset.command(group, wanted.keySet())));
  }
}
