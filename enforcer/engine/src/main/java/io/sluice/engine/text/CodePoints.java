package io.sluice.engine.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of code points: ranges in ascending order that neither overlap nor touch. */
record CodePoints(List<Range> ranges) {

  /** From one code point to another, both included. */
  record Range(int from, int to) {}

  CodePoints {
    ranges = List.copyOf(ranges);
  }

  static CodePoints of(int from, int to) {
    return new CodePoints(List.of(new Range(from, to)));
  }

  /** Pairs of first and last characters. */
  static CodePoints of(String pairs) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < pairs.length(); i += 2) {
      ranges.add(new Range(pairs.charAt(i), pairs.charAt(i + 1)));
    }
    return union(ranges);
  }

  CodePoints or(CodePoints other) {
    List<Range> both = new ArrayList<>(ranges);
    both.addAll(other.ranges);
    return union(both);
  }

  private static CodePoints union(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::from));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      if (merged.isEmpty() || range.from() > merged.getLast().to() + 1) {
        merged.add(range);
      } else {
        Range last = merged.removeLast();
        merged.add(new Range(last.from(), Math.max(last.to(), range.to())));
      }
    }
    return new CodePoints(merged);
  }

  CodePoints negated() {
    List<Range> others = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (range.from() > next) {
        others.add(new Range(next, range.from() - 1));
      }
      next = range.to() + 1;
    }
    if (next <= Character.MAX_CODE_POINT) {
      others.add(new Range(next, Character.MAX_CODE_POINT));
    }
    return new CodePoints(others);
  }

  /** With the other cases of each letter. */
  CodePoints ofEitherCase() {
    List<Range> folded = new ArrayList<>(ranges);
    for (Range range : ranges) {
      for (int variant : CaseFolding.variants(range.from(), range.to())) {
        folded.add(new Range(variant, variant));
      }
    }
    return union(folded);
  }
}
