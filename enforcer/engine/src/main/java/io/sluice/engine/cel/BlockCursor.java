package io.sluice.engine.cel;

/** Goes over the blocks of arrays and maps that are known to be sound. */
final class BlockCursor {

  private BlockCursor() {}

  /** Where the first item of a block stands that begins at a place. */
  static int first(byte[] bytes, int at) {
    int next = Varints.end(bytes, at);
    return Varints.read(bytes, at) < 0 ? Varints.end(bytes, next) : next;
  }

  /**
   * Where an array or map ends.
   *
   * @param keyed whether a string stands before each value
   */
  static int end(byte[] bytes, int at, Layout value, boolean keyed) {
    int next = at;
    while (Varints.read(bytes, next) != 0) {
      next = afterBlock(bytes, next, value, keyed);
    }
    return Varints.end(bytes, next);
  }

  /** How many items an array or map has. */
  static long count(byte[] bytes, int at, Layout value, boolean keyed) {
    long sum = 0;
    int next = at;
    while (true) {
      long count = Varints.read(bytes, next);
      if (count == 0) {
        return sum;
      }
      sum += Math.abs(count);
      next = afterBlock(bytes, next, value, keyed);
    }
  }

  private static int afterBlock(byte[] bytes, int at, Layout value, boolean keyed) {
    long count = Varints.read(bytes, at);
    int next = Varints.end(bytes, at);
    if (count < 0) {
      return Varints.end(bytes, next) + (int) Varints.read(bytes, next);
    }
    for (long i = 0; i < count; i++) {
      if (keyed) {
        next = Varints.end(bytes, next) + (int) Varints.read(bytes, next);
      }
      next = value.end(bytes, next);
    }
    return next;
  }
}
