package io.sluice.engine.cel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for bytes within bytes, in a time that is linear in their lengths, and in no space: M.
 * Crochemore and D. Perrin, "Two-way string-matching", J. ACM 38 (1991). The part that is looked
 * for is cut in two, where its period shows on both sides of the cut. What stands behind the cut is
 * compared forwards, then what stands before it backwards, and each mismatch tells how far the part
 * can be moved at least.
 */
final class Search {

  /** Up to so many bytes it is quicker to compare at every place, and linear as well. */
  private static final int SHORT = 8;

  private Search() {}

  /** Whether a text contains another. */
  static boolean contains(String text, String part) {
    if (part.length() <= SHORT) {
      return text.contains(part);
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] sought = part.getBytes(StandardCharsets.UTF_8);
    return contains(utf8, 0, utf8.length, sought, 0, sought.length);
  }

  /** Whether {@code length} bytes contain {@code partLength} others. */
  static boolean contains(
      byte[] bytes, int offset, int length, byte[] part, int partOffset, int partLength) {
    if (partLength <= SHORT) {
      return containsShort(bytes, offset, length, part, partOffset, partLength);
    }
    long upwards = suffix(part, partOffset, partLength, false);
    long downwards = suffix(part, partOffset, partLength, true);
    long chosen = start(upwards) > start(downwards) ? upwards : downwards;
    int cut = start(chosen);
    int period = period(chosen);
    boolean isPeriodic =
        cut + period <= partLength
            && Arrays.equals(
                part,
                partOffset,
                partOffset + cut,
                part,
                partOffset + period,
                partOffset + period + cut);
    // Where the period is not that of the whole, moving on by more than either side is safe.
    int step = isPeriodic ? period : Math.max(cut, partLength - cut) + 1;
    int known = 0; // so many bytes of the part are known to match where it stands
    int at = 0;
    while (at <= length - partLength) {
      int right = Math.max(cut, known);
      while (right < partLength && part[partOffset + right] == bytes[offset + at + right]) {
        right++;
      }
      if (right < partLength) {
        at += right - cut + 1;
        known = 0;
        continue;
      }
      int left = cut - 1;
      while (left >= known && part[partOffset + left] == bytes[offset + at + left]) {
        left--;
      }
      if (left < known) {
        return true;
      }
      at += step;
      known = isPeriodic ? partLength - step : 0;
    }
    return false;
  }

  private static boolean containsShort(
      byte[] bytes, int offset, int length, byte[] part, int partOffset, int partLength) {
    for (int at = offset; at <= offset + length - partLength; at++) {
      if (Arrays.equals(bytes, at, at + partLength, part, partOffset, partOffset + partLength)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The suffix of the part that is the last in the order of bytes, or in its reverse, with its
   * period: where it starts in the upper half, the period in the lower.
   */
  private static long suffix(byte[] part, int offset, int length, boolean isReversed) {
    int start = 0;
    int candidate = 1;
    int matched = 0;
    int period = 1;
    while (candidate + matched < length) {
      int order = Byte.compare(part[offset + candidate + matched], part[offset + start + matched]);
      if (order == 0) {
        if (matched + 1 == period) {
          candidate += period;
          matched = 0;
        } else {
          matched++;
        }
      } else if (order < 0 != isReversed) {
        candidate += matched + 1;
        matched = 0;
        period = candidate - start;
      } else {
        start = candidate;
        candidate = start + 1;
        matched = 0;
        period = 1;
      }
    }
    return (long) start << Integer.SIZE | period;
  }

  private static int start(long suffix) {
    return (int) (suffix >>> Integer.SIZE);
  }

  private static int period(long suffix) {
    return (int) suffix;
  }
}
