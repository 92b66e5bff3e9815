package io.sluice.pipeline.measurement;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A number for each of many 128-bit hashes; a key takes 27 to 54 bytes, so a million take 27 to 54
 * MB. In so many shards that it grows by little at a time, and that no array of a million keys
 * takes half a region of the collector's: then it would be given whole ones, and twice the memory.
 */
final class KeyTable {

  /** The number of what is not there. */
  static final int NONE = -1;

  private static final int SHARD_BITS = 8;
  private static final int FIRST_SLOTS = 4;

  private final Shard[] shards = new Shard[1 << SHARD_BITS];
  private int size;

  KeyTable() {
    Arrays.setAll(shards, i -> new Shard());
  }

  /** One of its parts, with open addressing: hashes are random, so the next free slot is near. */
  private static final class Shard {
    private long[] hashes = new long[2 * FIRST_SLOTS];
    private int[] numbers = empty(FIRST_SLOTS);
    private int used;

    private static int[] empty(int slots) {
      int[] numbers = new int[slots];
      Arrays.fill(numbers, NONE);
      return numbers;
    }

    /** Where a hash stands, or would. */
    int slot(long high, long low) {
      int mask = numbers.length - 1;
      int slot = (int) low & mask;
      while (numbers[slot] != NONE && (hashes[2 * slot] != high || hashes[2 * slot + 1] != low)) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    boolean put(long high, long low, int number) {
      int slot = slot(high, low);
      boolean isNew = numbers[slot] == NONE;
      hashes[2 * slot] = high;
      hashes[2 * slot + 1] = low;
      numbers[slot] = number;
      if (isNew && ++used * 4 > numbers.length * 3) {
        rebuild(numbers.length * 2, any -> true);
      }
      return isNew;
    }

    boolean remove(long high, long low) {
      int mask = numbers.length - 1;
      int hole = slot(high, low);
      if (numbers[hole] == NONE) {
        return false;
      }
      // What follows moves up, unless it stands where its search begins, or behind that.
      for (int next = (hole + 1) & mask; numbers[next] != NONE; next = (next + 1) & mask) {
        int home = (int) hashes[2 * next + 1] & mask;
        if (((next - home) & mask) >= ((next - hole) & mask)) {
          hashes[2 * hole] = hashes[2 * next];
          hashes[2 * hole + 1] = hashes[2 * next + 1];
          numbers[hole] = numbers[next];
          hole = next;
        }
      }
      numbers[hole] = NONE;
      used--;
      return true;
    }

    void rebuild(int slots, IntPredicate kept) {
      long[] oldHashes = hashes;
      int[] oldNumbers = numbers;
      hashes = new long[2 * slots];
      numbers = empty(slots);
      used = 0;
      for (int i = 0; i < oldNumbers.length; i++) {
        if (oldNumbers[i] != NONE && kept.test(oldNumbers[i])) {
          put(oldHashes[2 * i], oldHashes[2 * i + 1], oldNumbers[i]);
        }
      }
    }
  }

  private Shard shard(long high) {
    return shards[(int) (high >>> (Long.SIZE - SHARD_BITS))];
  }

  int size() {
    return size;
  }

  /** The number of a hash; {@link #NONE} where it has none. */
  int get(long high, long low) {
    Shard shard = shard(high);
    return shard.numbers[shard.slot(high, low)];
  }

  /**
   * Gives a hash a number, in the place of the one that it has.
   *
   * @param number 0 or more
   */
  void put(long high, long low, int number) {
    size += shard(high).put(high, low, number) ? 1 : 0;
  }

  /** Drops a hash, where it is there. */
  void remove(long high, long low) {
    size -= shard(high).remove(high, low) ? 1 : 0;
  }

  /** Takes a hash and its number. */
  @FunctionalInterface
  interface Visitor {
    void visit(long high, long low, int number);
  }

  /** Visits each hash; the table must not change meanwhile. */
  void visit(Visitor visitor) {
    for (Shard shard : shards) {
      for (int slot = 0; slot < shard.numbers.length; slot++) {
        if (shard.numbers[slot] != NONE) {
          visitor.visit(shard.hashes[2 * slot], shard.hashes[2 * slot + 1], shard.numbers[slot]);
        }
      }
    }
  }

  /** Drops the hashes whose numbers are not as they are to be. */
  void retain(IntPredicate kept) {
    size = 0;
    for (Shard shard : shards) {
      shard.rebuild(FIRST_SLOTS, kept);
      size += shard.used;
    }
  }
}
