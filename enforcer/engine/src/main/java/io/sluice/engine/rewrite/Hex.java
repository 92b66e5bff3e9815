package io.sluice.engine.rewrite;

import io.sluice.engine.walk.LittleEndian;
import java.util.Arrays;

/** Writes bytes in hexadecimal digits: those of four bytes at once. */
final class Hex {

  private static final int AT_ONCE = 4;
  private static final long ONES = 0x0101010101010101L;
  private static final long NIBBLES = 0x000f000f000f000fL;

  private Hex() {}

  /** The first so many digits of some bytes. */
  static byte[] of(byte[] bytes, int digits) {
    byte[] text = new byte[2 * bytes.length];
    write(bytes, text, 0);
    return Arrays.copyOf(text, digits);
  }

  /**
   * Writes all digits to a place.
   *
   * @param bytes a multiple of four, and eight or more
   */
  static void write(byte[] bytes, byte[] into, int at) {
    for (int i = 0; i < bytes.length; i += AT_ONCE) {
      int from = Math.min(i, bytes.length - Long.BYTES);
      long word = LittleEndian.readLong(bytes, from) >>> (Byte.SIZE * (i - from));
      LittleEndian.writeLong(into, at + 2 * i, digits(word & 0xffff_ffffL));
    }
  }

  /** The eight digits of four bytes, each a byte of ASCII, in their order from the lowest on. */
  private static long digits(long bytes) {
    long pairs = (bytes | (bytes << 16)) & 0x0000ffff0000ffffL;
    pairs = (pairs | (pairs << 8)) & 0x00ff00ff00ff00ffL;
    long values = ((pairs >>> 4) & NIBBLES) | ((pairs & NIBBLES) << 8);
    long letters = ((values + 6 * ONES) >>> 4) & ONES;
    return values + '0' * ONES + letters * ('a' - '0' - 10);
  }
}
