package io.sluice.cli.letter.count;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters counted by something that stands in them. Anyone could write what makes up a group, so
 * there is a bound: what comes when it is reached is counted in one.
 *
 * @param <K> what groups are told apart by
 */
final class Groups<K extends Comparable<K>> {

  /** Most groups told apart. */
  static final int MOST = 1_000;

  private final Map<K, Count> groups = new HashMap<>();
  private final Count others = new Count();

  /** Counts a letter; false where its group is none that is told apart. */
  boolean add(K key, Instant time) {
    Count count = groups.get(key);
    if (count == null && groups.size() < MOST) {
      count = new Count();
      groups.put(key, count);
    }
    if (count != null) {
      count.add(time);
    }
    return count != null;
  }

  void addOther(Instant time) {
    others.add(time);
  }

  /** The groups, the largest first. */
  List<Map.Entry<K, Count>> sorted() {
    return groups.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<K, Count> e) -> -e.getValue().letters())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  /** Letters of groups beyond the bound. */
  Count others() {
    return others;
  }
}
