package io.sluice.pipeline.sli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The 128-bit hashes of keys. The first {@value #TOLD_APART} are told apart, in a table that stays
 * in the processor's caches. Where there are more, those that are none of them are taken as they
 * come, repeated ones too: who merges what is handed over tells them apart anyway.
 */
final class Hashes {

  static final int TOLD_APART = 512;

  private static final int SMALL = 16;
  private static final int HASH_BYTES = 2 * Long.BYTES;

  /** Large enough to be few, small enough for any collector and a batch of the producer's. */
  private static final int CHUNK_BYTES = 64 * 1024;

  /** Pairs of halves in places by their hash, half of which are free; two zeros are no hash. */
  private long[] halves = new long[2 * SMALL];

  private int toldApart;

  /** Those that follow, in the order in which they came; each but the last is full. */
  private final List<ByteBuffer> others = new ArrayList<>();

  private int size;

  /** Whether the hash is new, or is taken for new. */
  boolean add(long first, long second) {
    // The one hash of all zeros shares its place with another: as likely as any other collision.
    long one = (first | second) == 0 ? 1 : first;
    int at = place(halves, one, second);
    if (isTaken(halves, at)) {
      return false;
    }
    size++;
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
    if (others.isEmpty() || !others.getLast().hasRemaining()) {
      others.add(ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN));
    }
    others.getLast().putLong(first).putLong(second);
  }

  int size() {
    return size;
  }

  /** The hashes one after the other, 16 bytes each, little endian, in some pieces. */
  List<ByteBuffer> bytes() {
    ByteBuffer table = ByteBuffer.allocate(toldApart * HASH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < halves.length; at += 2) {
      if (isTaken(halves, at)) {
        table.putLong(halves[at]).putLong(halves[at + 1]);
      }
    }
    List<ByteBuffer> bytes = new ArrayList<>();
    bytes.add(table.flip());
    others.forEach(chunk -> bytes.add(chunk.duplicate().flip()));
    return bytes;
  }
}
