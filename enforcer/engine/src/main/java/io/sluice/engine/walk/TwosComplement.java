package io.sluice.engine.walk;

/** Reckons with big-endian two's complement numbers of any length, in place. */
public final class TwosComplement {

  private TwosComplement() {}

  /** How many bytes at the front only repeat the sign of those behind them. */
  public static int padding(byte[] bytes, int offset, int length) {
    int padding = 0;
    while (padding < length - 1
        && bytes[offset + padding] == (bytes[offset + padding + 1] < 0 ? -1 : 0)) {
      padding++;
    }
    return padding;
  }

  /** Compares a number with another one, which has no padding. */
  static int compare(byte[] bytes, int offset, int length, byte[] other) {
    int padding = padding(bytes, offset, length);
    int first = offset + padding;
    int size = length - padding;
    boolean negative = bytes[first] < 0;
    if (negative != other[0] < 0) {
      return negative ? -1 : 1;
    }
    if (size != other.length) {
      // The longer one is further from zero.
      return (size > other.length) == negative ? -1 : 1;
    }
    for (int i = 0; i < size; i++) {
      // Of one sign and one length, two's complement orders as its bytes do.
      int order = Integer.compare(bytes[first + i] & 0xff, other[i] & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** What is left of a number when it is divided by one above zero; zero or above. */
  static long remainder(byte[] bytes, int offset, int length, int divisor) {
    long remainder = Math.floorMod((long) bytes[offset], (long) divisor);
    for (int i = 1; i < length; i++) {
      remainder = ((remainder << 8) | (bytes[offset + i] & 0xff)) % divisor;
    }
    return remainder;
  }
}
