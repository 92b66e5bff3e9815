package io.sluice.cli.letter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The first so many letters of several partitions, as they would come if the partitions were one:
 * by time, and never out of the order of their own partition. Holds no more than are wanted.
 */
final class Picked {

  /** A letter at the newest time that its partition had come to. */
  private record Held(Instant time, Letter letter) {
    private static final Comparator<Held> ORDER =
        Comparator.comparing(Held::time)
            .thenComparingInt(h -> h.letter().record().partition())
            .thenComparingLong(h -> h.letter().record().offset());
  }

  private final int limit;
  private final LetterFilter filter;
  private final TreeSet<Held> held = new TreeSet<>(Held.ORDER);
  private final Map<Integer, Instant> reached = new HashMap<>();

  Picked(int limit, LetterFilter filter) {
    this.limit = limit;
    this.filter = filter;
  }

  /** Takes the next letter of its partition; false where none behind it can be among the first. */
  boolean take(Letter letter) {
    Instant time =
        reached.merge(letter.record().partition(), letter.time(), (a, b) -> a.isAfter(b) ? a : b);
    if (filter.admits(letter)) {
      held.add(new Held(time, letter));
      if (held.size() > limit) {
        held.pollLast();
      }
    }
    return held.size() < limit || time.isBefore(held.last().time());
  }

  List<Letter> letters() {
    List<Letter> letters = new ArrayList<>();
    held.forEach(h -> letters.add(h.letter()));
    return letters;
  }
}
