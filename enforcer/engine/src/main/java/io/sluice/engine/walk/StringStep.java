package io.sluice.engine.walk;

import java.util.List;

/** A string: a length and so many bytes of UTF-8. */
public final class StringStep extends Step {

  private final String name;
  private final StringCheck[] checks;
  private final int shortest;
  private final int longest;
  private final boolean lengthDecides;

  /**
   * @param name the field's name; empty for items
   */
  public StringStep(String name, List<StringCheck> checks) {
    this.name = name;
    this.checks = checks.toArray(StringCheck[]::new);
    int from = 0;
    int to = Integer.MAX_VALUE;
    for (StringCheck check : checks) {
      if (check instanceof StringCheck.Length length) {
        from = Math.max(from, length.shortest());
        to = Math.min(to, length.longest());
      }
    }
    shortest = from;
    longest = to;
    lengthDecides = checks.stream().allMatch(StringCheck.Length.class::isInstance);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int length = walk.readLength(bytes, at, end, name);
    int text = walk.next();
    if (text == UNREADABLE) {
      return UNREADABLE;
    }
    int codePoints = Utf8.codePoints(bytes, text, length);
    if (codePoints < 0) {
      return walk.fail(Structure.UTF8, name);
    }
    if (!lengthDecides || codePoints < shortest || codePoints > longest) {
      check(walk, bytes, text, length, codePoints);
    }
    return text + length;
  }

  private void check(Walk walk, byte[] bytes, int text, int length, int codePoints) {
    for (StringCheck check : checks) {
      if (!check.holds(bytes, text, length, codePoints)) {
        walk.breach(check.demand());
      }
    }
  }
}
