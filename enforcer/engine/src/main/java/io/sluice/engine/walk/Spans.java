package io.sluice.engine.walk;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the items of arrays stand that must differ, the innermost array's last. Reused from record
 * to record; it grows to the longest array and allocates nothing beyond that.
 */
final class Spans {

  /** So few are compared with each other, which is faster than to look them up. */
  private static final int FEW = 16;

  private static final int EMPTY = -1;

  /** Unknown to whoever writes records: no choice of items makes the table slow. */
  private final long seed = ThreadLocalRandom.current().nextLong();

  private int[] bounds = new int[4 * FEW];
  private int[] table = new int[4 * FEW];
  private int count;

  int mark() {
    return count;
  }

  void clear() {
    count = 0;
  }

  void forgetSince(int mark) {
    count = mark;
  }

  void remember(int from, int to) {
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * count] = from;
    bounds[2 * count + 1] = to;
    count++;
  }

  /** Whether two of the spans since a mark hold the same bytes. */
  boolean repeatSince(int mark, byte[] bytes) {
    return count - mark <= FEW ? repeatAmongFew(mark, bytes) : repeatAmongMany(mark, bytes);
  }

  private boolean repeatAmongFew(int mark, byte[] bytes) {
    for (int i = mark + 1; i < count; i++) {
      for (int j = mark; j < i; j++) {
        if (same(i, j, bytes)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean repeatAmongMany(int mark, byte[] bytes) {
    int capacity = Integer.highestOneBit(count - mark) * 4;
    if (table.length < capacity) {
      table = new int[capacity];
    }
    Arrays.fill(table, 0, capacity, EMPTY);
    for (int i = mark; i < count; i++) {
      int slot = hash(i, bytes) & (capacity - 1);
      while (table[slot] != EMPTY) {
        if (same(i, table[slot], bytes)) {
          return true;
        }
        slot = (slot + 1) & (capacity - 1);
      }
      table[slot] = i;
    }
    return false;
  }

  private boolean same(int left, int right, byte[] bytes) {
    return Arrays.equals(
        bytes,
        bounds[2 * left],
        bounds[2 * left + 1],
        bytes,
        bounds[2 * right],
        bounds[2 * right + 1]);
  }

  private int hash(int span, byte[] bytes) {
    long hash = seed;
    for (int i = bounds[2 * span]; i < bounds[2 * span + 1]; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x9e37_79b9_7f4a_7c15L;
      hash ^= hash >>> 32;
    }
    return (int) (hash ^ (hash >>> 17));
  }
}
