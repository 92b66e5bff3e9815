package io.sluice.engine.walk;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A map: blocks of string keys and values. */
public final class MapStep implements Step {

  /** Longer keys are cut where a path names them. */
  private static final int MAX_KEY_IN_PATH = 64;

  private final String name;
  private final Step values;
  private final int minBytesPerEntry;
  private final Size[] sizes;
  private final Blocks.Item entry;

  /**
   * @param name the field's name; empty for items
   * @param minBytesPerValue the fewest bytes that a value takes
   */
  public MapStep(String name, Step values, int minBytesPerValue, List<Size> sizes) {
    this.name = name;
    this.values = values;
    this.minBytesPerEntry = 1 + minBytesPerValue;
    this.sizes = sizes.toArray(Size[]::new);
    this.entry = this::walkEntry;
  }

  @Override
  public boolean walk(Walk walk) {
    int count = Blocks.walk(walk, name, minBytesPerEntry, entry);
    if (count < 0) {
      return false;
    }
    Size.check(sizes, count, walk);
    return true;
  }

  private boolean walkEntry(Walk walk, int index) {
    int length = walk.readLength(name);
    if (walk.failed()) {
      return false;
    }
    int key = walk.position();
    if (Utf8.codePoints(walk.bytes(), key, length) < 0) {
      return walk.fail(Structure.UTF8, name);
    }
    walk.skip(length);
    int mark = walk.breaches();
    boolean readable = values.walk(walk);
    if (walk.breaches() != mark) {
      walk.within(
          name + segment(new String(walk.bytes(), key, length, StandardCharsets.UTF_8)), mark);
    }
    return readable;
  }

  /** How paths name the value of a key: {@code ["key"]}, printable and cut. */
  public static String segment(String key) {
    return "[\"" + printable(key) + "\"]";
  }

  private static String printable(String key) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.length() && i < MAX_KEY_IN_PATH; i++) {
      char c = key.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return key.length() > MAX_KEY_IN_PATH ? text + "…" : text.toString();
  }
}
