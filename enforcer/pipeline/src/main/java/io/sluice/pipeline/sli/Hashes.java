package io.sluice.pipeline.sli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A set of 128-bit hashes, in 32 to 64 bytes each. */
final class Hashes {

  private static final int SMALL = 16;
  private static final int HASH_BYTES = 2 * Long.BYTES;

  /** Pairs of halves; two zeros are no hash. */
  private long[] halves = new long[2 * SMALL];

  private int size;

  /** Whether the hash is new. */
  boolean add(long first, long second) {
    // The one hash of all zeros shares its place with another: as likely as any other collision.
    long one = (first | second) == 0 ? 1 : first;
    if (!put(one, second)) {
      return false;
    }
    // Of ever so many places half are taken.
    if (++size * 4 > halves.length) {
      grow();
    }
    return true;
  }

  private boolean put(long first, long second) {
    int mask = halves.length - 1;
    int at = (int) (first << 1) & mask;
    while ((halves[at] | halves[at + 1]) != 0) {
      if (halves[at] == first && halves[at + 1] == second) {
        return false;
      }
      at = (at + 2) & mask;
    }
    halves[at] = first;
    halves[at + 1] = second;
    return true;
  }

  private void grow() {
    long[] smaller = halves;
    halves = new long[2 * smaller.length];
    for (int at = 0; at < smaller.length; at += 2) {
      if ((smaller[at] | smaller[at + 1]) != 0) {
        put(smaller[at], smaller[at + 1]);
      }
    }
  }

  int size() {
    return size;
  }

  /** The hashes one after the other, 16 bytes each, little endian. */
  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(size * HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < halves.length; at += 2) {
      if ((halves[at] | halves[at + 1]) != 0) {
        bytes.putLong(halves[at]).putLong(halves[at + 1]);
      }
    }
    return bytes.flip();
  }
}
