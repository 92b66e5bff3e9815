package io.sluice.engine.walk;

import java.util.List;

/** What is written in blocks of items; each block is held to the size that it states. */
abstract sealed class BlocksStep extends Step permits ArrayStep, MapStep {

  private final String name;
  private final int minBytesPerItem;
  private final Size[] sizes;

  /**
   * @param name the field's name; empty for items
   * @param minBytesPerItem the fewest bytes that an item takes: bounds counts before they are
   *     believed
   */
  BlocksStep(String name, int minBytesPerItem, List<Size> sizes) {
    this.name = name;
    this.minBytesPerItem = minBytesPerItem;
    this.sizes = sizes.toArray(Size[]::new);
  }

  final String name() {
    return name;
  }

  /** Reads one item, as {@link #walk} reads a value. */
  abstract int walkItem(Walk walk, byte[] bytes, int at, int end, int index);

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int items = 0;
    int next = at;
    while (true) {
      long count = walk.readLong(bytes, next, end, name);
      next = walk.next();
      if (next == UNREADABLE) {
        return UNREADABLE;
      }
      if (count == 0) {
        walk.counted(items);
        Size.check(sizes, items, walk);
        return next;
      }
      long blockEnd = UNREADABLE;
      if (count < 0) {
        long size = walk.readLong(bytes, next, end, name);
        next = walk.next();
        if (next == UNREADABLE) {
          return UNREADABLE;
        }
        if (size < 0 || size > end - next) {
          return walk.fail(Structure.BLOCK_SIZE, name);
        }
        blockEnd = next + size;
        count = -count;
      }
      // The negation of the lowest long is negative still.
      if (count < 0 || !walk.admits(count, minBytesPerItem, end - next)) {
        return walk.fail(Structure.COUNT, name);
      }
      for (long i = 0; i < count; i++) {
        next = walkItem(walk, bytes, next, end, items++);
        if (next == UNREADABLE) {
          return UNREADABLE;
        }
      }
      if (blockEnd != UNREADABLE && next != blockEnd) {
        return walk.fail(Structure.BLOCK_SIZE, name);
      }
    }
  }
}
