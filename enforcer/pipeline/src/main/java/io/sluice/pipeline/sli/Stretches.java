package io.sluice.pipeline.sli;

import java.util.Arrays;

/** Numbers stretches of time in the order in which they are met. */
final class Stretches {

  private static final int SMALL = 16;

  private final Load load;
  private long[] starts = new long[SMALL];
  private long[] ends = new long[SMALL];
  private int[] table = new int[2 * SMALL];
  private int size;
  private int last;

  Stretches(Load load) {
    this.load = load;
  }

  int size() {
    return size;
  }

  long start(int number) {
    return starts[number];
  }

  long end(int number) {
    return ends[number];
  }

  /** The number of what a division found; the next one where it is new. */
  int of(Division division) {
    long start = division.start();
    long end = division.end();
    if (last < size && starts[last] == start && ends[last] == end) {
      return last;
    }
    int slot = slot(start, end);
    if (table[slot] == 0) {
      if (size == starts.length) {
        grow();
        slot = slot(start, end);
      }
      starts[size] = start;
      ends[size] = end;
      table[slot] = ++size;
      load.addBucket();
    }
    last = table[slot] - 1;
    return last;
  }

  /** Where a stretch stands in the table, or where it is to stand. */
  private int slot(long start, long end) {
    int mask = table.length - 1;
    long mixed = (start * 31 + end) * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (table[slot] != 0 && !isAt(table[slot] - 1, start, end)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int number, long start, long end) {
    return starts[number] == start && ends[number] == end;
  }

  private void grow() {
    starts = Arrays.copyOf(starts, size * 2);
    ends = Arrays.copyOf(ends, size * 2);
    table = new int[size * 4];
    for (int number = 0; number < size; number++) {
      table[slot(starts[number], ends[number])] = number + 1;
    }
  }

  /** Forgets all, and gives back what a rush has taken. */
  void clear() {
    if (starts.length > SMALL) {
      starts = new long[SMALL];
      ends = new long[SMALL];
      table = new int[2 * SMALL];
    } else {
      Arrays.fill(table, 0);
    }
    size = 0;
  }
}
