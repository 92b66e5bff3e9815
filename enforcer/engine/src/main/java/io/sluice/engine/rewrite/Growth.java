package io.sluice.engine.rewrite;

/**
 * How much longer records may become.
 *
 * @param once bytes that a record gains at most, whatever its length
 * @param ofEachByte how many more it may gain for each byte that it has: arrays and maps may hold
 *     as many values as there is room for
 */
public record Growth(long once, double ofEachByte) {

  /** That of records that stay as they are. */
  public static final Growth NONE = new Growth(0, 0);

  /** The most bytes that come of a record of so many. */
  public long mostBytes(int length) {
    return length + once + (long) Math.ceil(ofEachByte * length);
  }

  Growth plus(Growth other) {
    return new Growth(once + other.once, ofEachByte + other.ofEachByte);
  }

  /** That of either. */
  Growth or(Growth other) {
    return new Growth(Math.max(once, other.once), Math.max(ofEachByte, other.ofEachByte));
  }
}
