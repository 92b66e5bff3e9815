package io.sluice.cli.letter;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a topic is read: the offsets of each partition, up to where committed records ended when
 * the reading began.
 */
public record Extent(String topic, SortedMap<Integer, Span> partitions) {

  public Extent {
    partitions = new TreeMap<>(partitions);
  }

  /** What a filter can admit. */
  public Extent of(LetterFilter filter) {
    SortedMap<Integer, Span> left = new TreeMap<>();
    partitions.forEach(
        (partition, span) -> {
          if (filter.partitions().isEmpty() || filter.partitions().contains(partition)) {
            left.put(partition, span.within(filter.offsets()));
          }
        });
    return new Extent(topic, left);
  }

  /** One partition alone. */
  Extent only(int partition, Span span) {
    return new Extent(topic, new TreeMap<>(Map.of(partition, span)));
  }
}
