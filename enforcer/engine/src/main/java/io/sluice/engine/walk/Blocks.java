package io.sluice.engine.walk;

/** Reads the blocks that arrays and maps are made of, and holds each to the size that it states. */
final class Blocks {

  private Blocks() {}

  /** What one item of a block is. */
  @FunctionalInterface
  interface Item {
    boolean walk(Walk walk, int index);
  }

  /**
   * Walks over all blocks.
   *
   * @param minBytesPerItem bounds counts before they are believed
   * @return how many items there were; -1 where the bytes can't be read on
   */
  static int walk(Walk walk, String name, int minBytesPerItem, Item item) {
    int index = 0;
    while (true) {
      long count = walk.readLong(name);
      if (walk.failed()) {
        return -1;
      }
      if (count == 0) {
        return index;
      }
      long blockEnd = -1;
      if (count < 0) {
        long size = walk.readLong(name);
        if (walk.failed()) {
          return -1;
        }
        if (size < 0 || size > walk.remaining()) {
          walk.fail(Structure.BLOCK_SIZE, name);
          return -1;
        }
        blockEnd = walk.position() + size;
        count = -count;
      }
      // The negation of the lowest long is negative still.
      if (count < 0 || !walk.admits(count, minBytesPerItem, name)) {
        if (!walk.failed()) {
          walk.fail(Structure.COUNT, name);
        }
        return -1;
      }
      for (long i = 0; i < count; i++) {
        if (!item.walk(walk, index++)) {
          return -1;
        }
      }
      if (blockEnd >= 0 && walk.position() != blockEnd) {
        walk.fail(Structure.BLOCK_SIZE, name);
        return -1;
      }
    }
  }
}
