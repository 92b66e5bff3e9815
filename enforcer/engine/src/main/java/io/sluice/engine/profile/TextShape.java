package io.sluice.engine.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form that all texts of a field share, as runs of digits, capitals, small letters and single
 * marks: {@code EQ-004217} is two capitals, a dash and six digits.
 */
final class TextShape {

  private static final int MOST_RUNS = 12;
  private static final String MARKS = "-_./:#";

  /** Characters of one kind in a row. */
  private static final class Run {
    private final char kind;
    private int least;
    private int most;

    Run(char kind, int length) {
      this.kind = kind;
      this.least = length;
      this.most = length;
    }

    void widen(Run other) {
      least = Math.min(least, other.least);
      most = Math.max(most, other.most);
    }

    boolean isFixed() {
      return least == most;
    }

    String expression() {
      String one =
          switch (kind) {
            case '9' -> "[0-9]";
            case 'A' -> "[A-Z]";
            case 'a' -> "[a-z]";
            case '.' -> "\\.";
            default -> String.valueOf(kind);
          };
      return one + (!isFixed() ? "+" : least == 1 ? "" : "{" + least + "}");
    }
  }

  private @Nullable List<Run> runs;
  private boolean isShared = true;

  void add(String text) {
    if (!isShared) {
      return;
    }
    List<Run> other = runs(text);
    List<Run> known = runs;
    if (other.isEmpty()) {
      isShared = false;
    } else if (known == null) {
      runs = other;
    } else if (known.size() != other.size()) {
      isShared = false;
    } else {
      for (int i = 0; i < known.size() && isShared; i++) {
        isShared = known.get(i).kind == other.get(i).kind;
        known.get(i).widen(other.get(i));
      }
    }
  }

  /** A pattern of them all; null where they share none that says something. */
  @Nullable String pattern() {
    List<Run> known = runs;
    if (!isShared || known == null || (known.size() == 1 && !known.getFirst().isFixed())) {
      return null;
    }
    StringBuilder pattern = new StringBuilder("^");
    known.forEach(run -> pattern.append(run.expression()));
    return pattern.append('$').toString();
  }

  /** Whether all are codes of a few capitals, such as those of countries and airports. */
  boolean isShortCode() {
    List<Run> known = runs;
    return isShared
        && known != null
        && known.size() == 1
        && known.getFirst().kind == 'A'
        && known.getFirst().isFixed()
        && known.getFirst().most <= 3;
  }

  /** None where the text is empty, too long, or has characters of other kinds. */
  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      char kind = kind(text.charAt(start));
      int end = start + 1;
      while (end < text.length() && kind(text.charAt(end)) == kind && MARKS.indexOf(kind) < 0) {
        end++;
      }
      if (kind == 0 || runs.size() == MOST_RUNS) {
        return List.of();
      }
      runs.add(new Run(kind, end - start));
      start = end;
    }
    return runs;
  }

  private static char kind(char c) {
    if (c >= '0' && c <= '9') {
      return '9';
    }
    if (c >= 'A' && c <= 'Z') {
      return 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return 'a';
    }
    return MARKS.indexOf(c) >= 0 ? c : 0;
  }
}
