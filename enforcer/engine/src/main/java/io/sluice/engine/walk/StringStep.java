package io.sluice.engine.walk;

import java.util.List;

/** A string: a length and so many bytes of UTF-8. */
public final class StringStep implements Step {

  private final String name;
  private final StringCheck[] checks;

  /**
   * @param name the field's name; empty for items
   */
  public StringStep(String name, List<StringCheck> checks) {
    this.name = name;
    this.checks = checks.toArray(StringCheck[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    int length = walk.readLength(name);
    if (walk.failed()) {
      return false;
    }
    int offset = walk.position();
    int codePoints = Utf8.codePoints(walk.bytes(), offset, length);
    if (codePoints < 0) {
      return walk.fail(Structure.UTF8, name);
    }
    for (StringCheck check : checks) {
      if (!check.holds(walk.bytes(), offset, length, codePoints)) {
        walk.breach(check.demand());
      }
    }
    walk.skip(length);
    return true;
  }
}
