package io.sluice.engine.walk;

/** Takes varints of up to eight bytes from a word that begins with one, without a branch. */
final class Varint {

  private static final long STOPS = 0x8080808080808080L;

  private Varint() {}

  /** How many bytes it takes; nine where it does not end in the word. */
  static int length(long word) {
    return Long.numberOfTrailingZeros(~word & STOPS) / Byte.SIZE + 1;
  }

  /** The bits that it holds, seven of each byte, where it ends in the word. */
  static long bits(long word) {
    long stop = ~word & STOPS;
    long sevens = word & (stop ^ (stop - 1)) & ~STOPS;
    long fourteens = (sevens & 0x007f007f007f007fL) | ((sevens & 0x7f007f007f007f00L) >>> 1);
    long twentyEights =
        (fourteens & 0x00003fff00003fffL) | ((fourteens & 0x3fff00003fff0000L) >>> 2);
    return (twentyEights & 0x0fffffffL) | ((twentyEights & 0x0fffffff00000000L) >>> 4);
  }
}
