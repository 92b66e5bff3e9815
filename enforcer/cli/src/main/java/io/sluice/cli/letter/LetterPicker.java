package io.sluice.cli.letter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Picks some letters out of a topic, reading no more than it takes to know them. */
public final class LetterPicker {

  /** The newest are looked for in so many offsets of a partition first, then in ever more. */
  private static final long FIRST_STRETCH = 500;

  private final LetterReader reader;
  private final LetterFilter filter;
  private final int limit;
  private final Runnable looked;

  /**
   * @param looked told of each letter that was looked at
   */
  public LetterPicker(LetterReader reader, LetterFilter filter, int limit, Runnable looked) {
    this.reader = reader;
    this.filter = filter;
    this.limit = limit;
    this.looked = looked;
  }

  /** The first letters, by time, and by offset within a partition. */
  public List<Letter> first(Extent extent) {
    Picked picked = new Picked(limit, filter);
    reader.read(
        extent,
        letter -> {
          looked.run();
          return picked.take(letter);
        });
    return picked.letters();
  }

  /** The last letters, the newest first. */
  public List<Letter> newest(Extent extent) {
    List<Letter> newest = new ArrayList<>();
    for (Map.Entry<Integer, Span> partition : extent.partitions().entrySet()) {
      newest.addAll(newest(extent, partition.getKey(), partition.getValue()));
      newest.sort(Comparator.comparing(Letter::time).reversed());
      if (newest.size() > limit) {
        newest.subList(limit, newest.size()).clear();
      }
    }
    return newest;
  }

  /** The last letters of one partition, the newest first, read stretch by stretch from its end. */
  private List<Letter> newest(Extent extent, int partition, Span span) {
    List<Letter> newest = new ArrayList<>();
    long end = span.end();
    long stretch = FIRST_STRETCH;
    while (newest.size() < limit && end > span.begin()) {
      long begin = Math.max(span.begin(), end - stretch);
      newest.addAll(last(limit - newest.size(), extent.only(partition, new Span(begin, end))));
      end = begin;
      stretch *= 4;
    }
    return newest;
  }

  private List<Letter> last(int most, Extent stretch) {
    Deque<Letter> last = new ArrayDeque<>();
    reader.read(
        stretch,
        letter -> {
          looked.run();
          if (filter.admits(letter)) {
            last.addFirst(letter);
            if (last.size() > most) {
              last.removeLast();
            }
          }
          return true;
        });
    return List.copyOf(last);
  }
}
