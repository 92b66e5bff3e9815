package io.sluice.engine.rewrite;

import io.sluice.engine.walk.LittleEndian;
import java.util.Arrays;

/**
 * Remembers the hashes of values that came lately: customers come again, and a hash costs as much
 * as to judge a record. Gives what the key gives. One task's, of a fixed size: 350 KB.
 *
 * <p>Where hardly any value comes again, looking for it would cost most of a hash, since its place
 * is mostly out of the processor's caches. So a place is looked into only where a tag says that the
 * value may be there, and of values only few are kept until they are found again.
 */
final class RecentHashes implements HashKey {

  private static final int BITS = 12;
  private static final int PLACES = 1 << BITS;
  private static final long MIXER = 0x9e37_79b9_7f4a_7c15L;

  /** Longer values are not remembered. */
  private static final int LONGEST = 48;

  /** More than any length that is remembered, a power of two. */
  private static final int TAG_LENGTHS = 64;

  /** After so many questions it is seen anew whether values come again. */
  private static final int LOOK = 4096;

  /** They do where at least one of so many was found; else one of so many is kept. */
  private static final int FEW = 8;

  private final HashKey key;
  private final byte[] values = new byte[PLACES * LONGEST];

  /** Of the value in each place: its length, and what its place does not say of its sum; or 0. */
  private final int[] tags = new int[PLACES];

  private final byte[] hashes = new byte[PLACES * LENGTH];
  private int asked;
  private int found;
  private boolean isSeldom;

  RecentHashes(HashKey key) {
    this.key = key;
  }

  @Override
  public void hash(byte[] value, int offset, int length, byte[] into) {
    if (length > LONGEST) {
      key.hash(value, offset, length, into);
      return;
    }
    look();
    long sum = sum(value, offset, length);
    int place = (int) (sum >>> (Long.SIZE - BITS));
    int tag = ((int) sum & -TAG_LENGTHS) | (length + 1);
    int start = place * LONGEST;
    if (tags[place] == tag
        && Arrays.equals(values, start, start + length, value, offset, offset + length)) {
      found++;
      System.arraycopy(hashes, place * LENGTH, into, 0, LENGTH);
      return;
    }
    key.hash(value, offset, length, into);
    if (!isSeldom || asked % FEW == 0) {
      System.arraycopy(value, offset, values, start, length);
      tags[place] = tag;
      System.arraycopy(into, 0, hashes, place * LENGTH, LENGTH);
    }
  }

  private void look() {
    if (++asked == LOOK) {
      // Of what is kept of a few, fewer are found.
      isSeldom = found * (isSeldom ? FEW * FEW : FEW) < LOOK;
      asked = 0;
      found = 0;
    }
  }

  private static long sum(byte[] value, int offset, int length) {
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
    return sum;
  }
}
