package io.sluice.engine.rewrite;

import io.sluice.engine.walk.LittleEndian;
import java.util.Arrays;

/**
 * Remembers the hashes of values that came lately: customers come again, and a hash costs as much
 * as to judge a record. Gives what the key gives. One task's, of a fixed size: 330 KB.
 */
final class RecentHashes implements HashKey {

  private static final int BITS = 12;
  private static final int PLACES = 1 << BITS;
  private static final long MIXER = 0x9e37_79b9_7f4a_7c15L;

  /** Longer values are not remembered. */
  private static final int LONGEST = 48;

  private final HashKey key;
  private final byte[] values = new byte[PLACES * LONGEST];

  /** Of the value in each place, and one more, so that none is none. */
  private final byte[] lengths = new byte[PLACES];

  private final byte[] hashes = new byte[PLACES * LENGTH];

  RecentHashes(HashKey key) {
    this.key = key;
  }

  @Override
  public void hash(byte[] value, int offset, int length, byte[] into) {
    if (length > LONGEST) {
      key.hash(value, offset, length, into);
      return;
    }
    int place = place(value, offset, length);
    int start = place * LONGEST;
    if (lengths[place] == length + 1
        && Arrays.equals(values, start, start + length, value, offset, offset + length)) {
      System.arraycopy(hashes, place * LENGTH, into, 0, LENGTH);
      return;
    }
    key.hash(value, offset, length, into);
    System.arraycopy(value, offset, values, start, length);
    lengths[place] = (byte) (length + 1);
    System.arraycopy(into, 0, hashes, place * LENGTH, LENGTH);
  }

  private static int place(byte[] value, int offset, int length) {
    long sum = length;
    int end = offset + length;
    int next = offset;
    while (next + Long.BYTES <= end) {
      sum = (sum ^ LittleEndian.readLong(value, next)) * MIXER;
      sum ^= sum >>> 29;
      next += Long.BYTES;
    }
    if (next < end && length >= Long.BYTES) {
      // The last bytes, and some that are in already.
      sum = (sum ^ LittleEndian.readLong(value, end - Long.BYTES)) * MIXER;
    } else {
      for (; next < end; next++) {
        sum = (sum ^ value[next]) * MIXER;
      }
    }
    return (int) (sum >>> (Long.SIZE - BITS));
  }
}
