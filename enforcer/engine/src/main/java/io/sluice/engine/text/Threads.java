package io.sluice.engine.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An expression as a non-deterministic automaton over bytes: numbered places, from which threads go
 * on. A step reads one byte; all else costs none.
 */
final class Threads {

  static final int MOST_PLACES = 20_000;

  /** The place where an expression has matched. */
  static final int MATCHED = 0;

  private static final int CONTINUATION_LOWEST = 0x80;
  private static final int CONTINUATION_HIGHEST = 0xbf;

  private final List<Place> places = new ArrayList<>();
  private final int start;

  sealed interface Place {

    record Matched() implements Place {}

    /** Goes on where the next byte lies between two, both included. */
    record Step(int lowest, int highest, int next) implements Place {
      boolean takes(int octet) {
        return octet >= lowest && octet <= highest;
      }
    }

    record Fork(int first, int second) implements Place {}

    record Assert(Assertion assertion, int next) implements Place {}

    /** No byte leads on. */
    record Nowhere() implements Place {}
  }

  Threads(Expression expression) throws UncoveredException {
    place(new Place.Matched());
    this.start = compile(expression, MATCHED);
  }

  int start() {
    return start;
  }

  List<Place> places() {
    return places;
  }

  /** Whether a place is more than a way to others. */
  boolean leadsOn(int place) {
    return switch (places.get(place)) {
      case Place.Matched matched -> true;
      case Place.Step step -> true;
      case Place.Fork fork -> false;
      case Place.Assert asserted -> false;
      case Place.Nowhere nowhere -> false;
    };
  }

  /** Of some places, those at which threads stand until they know what follows. */
  BitSet standing(BitSet reached) {
    BitSet standing = new BitSet();
    reached.stream()
        .filter(place -> leadsOn(place) || places.get(place) instanceof Place.Assert)
        .forEach(standing::set);
    return standing;
  }

  // ---- what is reached without a byte

  /**
   * Adds a place and all that are reached from it without a byte.
   *
   * @param before what stands before the position
   * @param after what stands behind it
   */
  void reach(int from, Edge before, Edge after, BitSet into) {
    spread(from, assertion -> assertion.holds(before, after), into);
  }

  /** Adds a place and all that are reached from it without a byte and without an assertion. */
  void reachUnasserted(int from, BitSet into) {
    spread(from, assertion -> false, into);
  }

  private void spread(int from, Predicate<Assertion> holds, BitSet into) {
    Deque<Integer> pending = new ArrayDeque<>();
    pending.push(from);
    while (!pending.isEmpty()) {
      int at = pending.pop();
      if (into.get(at)) {
        continue;
      }
      into.set(at);
      switch (places.get(at)) {
        case Place.Fork(int first, int second) -> {
          pending.push(first);
          pending.push(second);
        }
        case Place.Assert(Assertion assertion, int next) -> {
          if (holds.test(assertion)) {
            pending.push(next);
          }
        }
        case Place.Step step -> {}
        case Place.Matched matched -> {}
        case Place.Nowhere nowhere -> {}
      }
    }
  }

  // ---- building, from the end to the beginning

  private int place(Place place) throws UncoveredException {
    if (places.size() == MOST_PLACES) {
      throw new UncoveredException("a long pattern");
    }
    places.add(place);
    return places.size() - 1;
  }

  private int compile(Expression expression, int next) throws UncoveredException {
    return switch (expression) {
      case Expression.One(CodePoints of) -> one(of, next);
      case Expression.At(Assertion assertion) -> place(new Place.Assert(assertion, next));
      case Expression.Sequence(List<Expression> parts) -> {
        int entry = next;
        for (Expression part : parts.reversed()) {
          entry = compile(part, entry);
        }
        yield entry;
      }
      case Expression.Choice(List<Expression> branches) -> {
        List<Integer> entries = new ArrayList<>();
        for (Expression branch : branches) {
          entries.add(compile(branch, next));
        }
        yield anyOf(entries);
      }
      case Expression.Repeat repeat -> repeat(repeat, next);
    };
  }

  private int repeat(Expression.Repeat repeat, int next) throws UncoveredException {
    int entry = next;
    if (repeat.most() == Expression.Repeat.UNLIMITED) {
      entry = place(new Place.Nowhere());
      int body = compile(repeat.of(), entry);
      places.set(entry, new Place.Fork(body, next));
    } else {
      for (int i = repeat.fewest(); i < repeat.most(); i++) {
        entry = place(new Place.Fork(compile(repeat.of(), entry), next));
      }
    }
    for (int i = 0; i < repeat.fewest(); i++) {
      entry = compile(repeat.of(), entry);
    }
    return entry;
  }

  private int anyOf(List<Integer> entries) throws UncoveredException {
    if (entries.isEmpty()) {
      return place(new Place.Nowhere());
    }
    int entry = entries.getLast();
    for (int i = entries.size() - 2; i >= 0; i--) {
      entry = place(new Place.Fork(entries.get(i), entry));
    }
    return entry;
  }

  // ---- characters as UTF-8

  private int one(CodePoints of, int next) throws UncoveredException {
    Map<Place.Step, Integer> known = new HashMap<>();
    List<Integer> entries = new ArrayList<>();
    for (CodePoints.Range range : of.ranges()) {
      for (Utf8Block block : Utf8Block.values()) {
        int from = Math.max(range.from(), block.first());
        int to = Math.min(range.to(), block.last());
        if (from == block.first() && to == block.last()) {
          entries.add(wholeBlock(block, next, known));
        } else if (from <= to) {
          part(from, to, block.width(), next, known, entries);
        }
      }
    }
    return anyOf(entries.stream().distinct().toList());
  }

  /** The text is UTF-8, so the first byte alone decides whether a character is of the block. */
  private int wholeBlock(Utf8Block block, int next, Map<Place.Step, Integer> known)
      throws UncoveredException {
    int entry = next;
    for (int i = 1; i < block.width(); i++) {
      entry = step(CONTINUATION_LOWEST, CONTINUATION_HIGHEST, entry, known);
    }
    return step(block.lowestLead(), block.highestLead(), entry, known);
  }

  /** Splits a range until each byte of it runs freely between two bounds. */
  private void part(
      int from, int to, int width, int next, Map<Place.Step, Integer> known, List<Integer> entries)
      throws UncoveredException {
    for (int i = 1; i < width; i++) {
      int tail = (1 << (6 * i)) - 1;
      if ((from & ~tail) != (to & ~tail)) {
        if ((from & tail) != 0) {
          part(from, from | tail, width, next, known, entries);
          part((from | tail) + 1, to, width, next, known, entries);
          return;
        }
        if ((to & tail) != tail) {
          part(from, (to & ~tail) - 1, width, next, known, entries);
          part(to & ~tail, to, width, next, known, entries);
          return;
        }
      }
    }
    int entry = next;
    for (int i = width - 1; i >= 0; i--) {
      entry = step(Utf8Block.byteOf(from, i, width), Utf8Block.byteOf(to, i, width), entry, known);
    }
    entries.add(entry);
  }

  private int step(int lowest, int highest, int next, Map<Place.Step, Integer> known)
      throws UncoveredException {
    Place.Step step = new Place.Step(lowest, highest, next);
    Integer at = known.get(step);
    if (at == null) {
      at = place(step);
      known.put(step, at);
    }
    return at;
  }
}
