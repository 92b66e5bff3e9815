package io.sluice.pipeline.sli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The 128-bit hashes of keys. The first {@value #TOLD_APART} are told apart, in a table that stays
 * in the processor's caches. Where there are more, those that are none of them are taken as they
 * come, repeated ones too: who merges what is handed over tells them apart anyway.
 */
final class Hashes {

  static final int TOLD_APART = 2048;

  private static final int SMALL = 16;
  private static final int HASH_BYTES = 2 * Long.BYTES;
  private static final long[] NONE = {};

  /** Pairs of halves in places by their hash, half of which are free; two zeros are no hash. */
  private long[] halves = new long[2 * SMALL];

  private int toldApart;

  /** Pairs of halves in the order in which they came. */
  private long[] others = NONE;

  private int othersEnd;

  /** Whether the hash is new, or is taken for new. */
  boolean add(long first, long second) {
    // The one hash of all zeros shares its place with another: as likely as any other collision.
    long one = (first | second) == 0 ? 1 : first;
    int at = place(halves, one, second);
    if (isTaken(halves, at)) {
      return false;
    }
    if (toldApart < TOLD_APART) {
      put(halves, at, one, second);
      if (++toldApart * 4 > halves.length) {
        grow();
      }
    } else {
      append(one, second);
    }
    return true;
  }

  /** Where a hash stands, or would. */
  private static int place(long[] halves, long first, long second) {
    int mask = halves.length - 1;
    int at = (int) (first << 1) & mask;
    while (isTaken(halves, at) && (halves[at] != first || halves[at + 1] != second)) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private static boolean isTaken(long[] halves, int at) {
    return (halves[at] | halves[at + 1]) != 0;
  }

  private static void put(long[] halves, int at, long first, long second) {
    halves[at] = first;
    halves[at + 1] = second;
  }

  private void grow() {
    long[] larger = new long[2 * halves.length];
    for (int at = 0; at < halves.length; at += 2) {
      if (isTaken(halves, at)) {
        put(larger, place(larger, halves[at], halves[at + 1]), halves[at], halves[at + 1]);
      }
    }
    halves = larger;
  }

  private void append(long first, long second) {
    if (othersEnd == others.length) {
      others = Arrays.copyOf(others, Math.max(2 * TOLD_APART, 2 * others.length));
    }
    put(others, othersEnd, first, second);
    othersEnd += 2;
  }

  int size() {
    return toldApart + othersEnd / 2;
  }

  /** The hashes one after the other, 16 bytes each, little endian. */
  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(size() * HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < halves.length; at += 2) {
      if (isTaken(halves, at)) {
        bytes.putLong(halves[at]).putLong(halves[at + 1]);
      }
    }
    for (int at = 0; at < othersEnd; at += 2) {
      bytes.putLong(others[at]).putLong(others[at + 1]);
    }
    return bytes.flip();
  }
}
