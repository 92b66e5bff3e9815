package io.sluice.engine.walk;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A map: blocks of string keys and values. */
public final class MapStep extends BlocksStep {

  /** Longer keys are cut where a path names them. */
  private static final int MAX_KEY_IN_PATH = 64;

  /** Stands for every key in paths, where keys may be personal data. */
  public static final String ANY_KEY = "[*]";

  private final boolean hidesKeys;
  private final Step values;

  /**
   * @param name the field's name; empty for items
   * @param hidesKeys whether no path may name a key
   * @param minBytesPerValue the fewest bytes that a value takes
   */
  public MapStep(
      String name, boolean hidesKeys, Step values, int minBytesPerValue, List<Size> sizes) {
    super(name, 1 + minBytesPerValue, sizes);
    this.hidesKeys = hidesKeys;
    this.values = values;
  }

  @Override
  int walkItem(Walk walk, byte[] bytes, int at, int end, int index) {
    int length = walk.readLength(bytes, at, end, name());
    int key = walk.next();
    if (key == UNREADABLE) {
      return UNREADABLE;
    }
    if (Utf8.codePoints(bytes, key, length) < 0) {
      return walk.fail(Structure.UTF8, name());
    }
    int mark = walk.breaches();
    int next = values.walk(walk, bytes, key + length, end);
    if (walk.breaches() != mark) {
      walk.within(name() + segment(bytes, key, length), mark);
    }
    return next;
  }

  private String segment(byte[] bytes, int key, int length) {
    return hidesKeys ? ANY_KEY : segment(new String(bytes, key, length, StandardCharsets.UTF_8));
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
