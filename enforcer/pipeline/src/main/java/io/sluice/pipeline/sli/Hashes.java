package io.sluice.pipeline.sli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The 128-bit hashes of keys. The first {@value #TOLD_APART} are told apart, in a table that stays
 * in the processor's caches. Where there are more, those that are none of them are taken as they
 * come, repeated ones too: who merges what is handed over tells them apart anyway. Where those that
 * follow are hardly ever one of the first, nobody looks for them there any more.
 */
final class Hashes {

  static final int TOLD_APART = 512;

  /** How many are looked for in vain before it is judged whether looking is worth while. */
  static final int TRIED = 1024;

  /** Looking is worth while where at least one is found for so many that are not. */
  private static final int FOUND_ONE_OF = 8;

  private static final int SMALL = 16;

  /** Large enough to be few, small enough for any collector and a batch of the producer's. */
  private static final int CHUNK = 64 * 1024 / Long.BYTES;

  /** Pairs of halves in places by their hash, half of which are free; two zeros are no hash. */
  private long[] halves = new long[2 * SMALL];

  private int toldApart;
  private int missed;
  private int found;
  private boolean isTelling = true;

  /** Those that follow, in the order in which they came, as pairs of halves. */
  private final List<long[]> full = new ArrayList<>();

  private long[] chunk = new long[0];
  private int end;

  private int size;

  /** Whether the hash is new, or is taken for new. */
  boolean add(long first, long second) {
    // The one hash of all zeros shares its place with another: as likely as any other collision.
    long one = (first | second) == 0 ? 1 : first;
    if (isTelling) {
      int at = place(halves, one, second);
      if (isTaken(halves, at)) {
        found++;
        return false;
      }
      if (toldApart < TOLD_APART) {
        size++;
        put(halves, at, one, second);
        if (++toldApart * 4 > halves.length) {
          grow();
        }
        found = 0;
        return true;
      }
      tell();
    }
    size++;
    append(one, second);
    return true;
  }

  /** One was looked for in a full table, in vain. */
  private void tell() {
    if (++missed == TRIED) {
      isTelling = found * FOUND_ONE_OF >= TRIED;
      missed = 0;
      found = 0;
    }
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
    if (end == chunk.length) {
      if (end > 0) {
        full.add(chunk);
      }
      chunk = new long[CHUNK];
      end = 0;
    }
    chunk[end] = first;
    chunk[end + 1] = second;
    end += 2;
  }

  int size() {
    return size;
  }

  /** The hashes one after the other, 16 bytes each, little endian, in some pieces. */
  List<ByteBuffer> bytes() {
    long[] first = new long[2 * toldApart];
    int at = 0;
    for (int from = 0; from < halves.length; from += 2) {
      if (isTaken(halves, from)) {
        put(first, at, halves[from], halves[from + 1]);
        at += 2;
      }
    }
    List<ByteBuffer> bytes = new ArrayList<>();
    bytes.add(bytes(first, at));
    full.forEach(others -> bytes.add(bytes(others, others.length)));
    if (end > 0) {
      bytes.add(bytes(chunk, end));
    }
    return bytes;
  }

  private static ByteBuffer bytes(long[] words, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words, 0, count);
    return bytes;
  }
}
