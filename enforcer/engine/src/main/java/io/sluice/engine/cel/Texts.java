package io.sluice.engine.cel;

import io.sluice.engine.walk.Scratch;
import java.util.Arrays;

/** Compares texts in registers, as cel-java compares strings. */
final class Texts {

  private Texts() {}

  static boolean equal(Scratch scratch, int register, byte[] bytes, int offset, int length) {
    int start = scratch.textOffset(register);
    return scratch.textLength(register) == length
        && Arrays.equals(
            scratch.textBytes(register), start, start + length, bytes, offset, offset + length);
  }

  static boolean equal(Scratch scratch, int left, int right) {
    return equal(
        scratch,
        left,
        scratch.textBytes(right),
        scratch.textOffset(right),
        scratch.textLength(right));
  }

  /** How two texts order by their UTF-16 units, in which cel-java compares them. */
  static int compare(Scratch scratch, int left, int right) {
    byte[] a = scratch.textBytes(left);
    byte[] b = scratch.textBytes(right);
    int fromA = scratch.textOffset(left);
    int fromB = scratch.textOffset(right);
    int lengthA = scratch.textLength(left);
    int lengthB = scratch.textLength(right);
    int differs = Arrays.mismatch(a, fromA, fromA + lengthA, b, fromB, fromB + lengthB);
    if (differs < 0 || differs == lengthA || differs == lengthB) {
      return Integer.compare(lengthA, lengthB);
    }
    int unitA = a[fromA + differs] & 0xff;
    int unitB = b[fromB + differs] & 0xff;
    // UTF-8 orders by code points. In UTF-16 what lies beyond U+FFFF (lead bytes from 0xf0 on)
    // begins with a surrogate, which comes before U+E000 (lead bytes 0xee and 0xef).
    boolean isBeyondA = unitA >= 0xf0;
    boolean isBeyondB = unitB >= 0xf0;
    if (isBeyondA != isBeyondB && Math.min(unitA, unitB) >= 0xee) {
      return isBeyondA ? -1 : 1;
    }
    return Integer.compare(unitA, unitB);
  }

  static boolean startsWith(Scratch scratch, int text, int prefix) {
    int length = scratch.textLength(prefix);
    return length <= scratch.textLength(text) && matchesAt(scratch, text, 0, prefix, length);
  }

  static boolean endsWith(Scratch scratch, int text, int suffix) {
    int length = scratch.textLength(suffix);
    int from = scratch.textLength(text) - length;
    return from >= 0 && matchesAt(scratch, text, from, suffix, length);
  }

  static boolean contains(Scratch scratch, int text, int part) {
    return Search.contains(
        scratch.textBytes(text),
        scratch.textOffset(text),
        scratch.textLength(text),
        scratch.textBytes(part),
        scratch.textOffset(part),
        scratch.textLength(part));
  }

  private static boolean matchesAt(Scratch scratch, int text, int from, int part, int length) {
    int start = scratch.textOffset(text) + from;
    return equal(scratch, part, scratch.textBytes(text), start, length);
  }

  /** The number of code points of a text. */
  static long size(Scratch scratch, int register) {
    byte[] bytes = scratch.textBytes(register);
    int offset = scratch.textOffset(register);
    int end = offset + scratch.textLength(register);
    long count = 0;
    for (int i = offset; i < end; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        count++;
      }
    }
    return count;
  }
}
