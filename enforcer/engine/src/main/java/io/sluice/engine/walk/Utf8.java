package io.sluice.engine.walk;

/**
 * Counts and checks UTF-8 in place, as RFC 3629 defines it: no overlong forms, no surrogates,
 * nothing above U+10FFFF.
 */
final class Utf8 {

  /** The bits that eight bytes of ASCII have not. */
  private static final long BEYOND_ASCII = 0x8080808080808080L;

  private Utf8() {}

  /** The number of code points; -1 where the bytes are not UTF-8. */
  static int codePoints(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int position = offset;
    while (position <= end - Long.BYTES) {
      if ((LittleEndian.readLong(bytes, position) & BEYOND_ASCII) != 0) {
        return slowly(bytes, position, end, position - offset);
      }
      position += Long.BYTES;
    }
    return (tail(bytes, position, end) & BEYOND_ASCII) == 0
        ? length
        : slowly(bytes, position, end, position - offset);
  }

  /** Fewer than eight bytes, and zeros: read with those before them, if there are any, at once. */
  private static long tail(byte[] bytes, int position, int end) {
    if (position == end) {
      return 0;
    }
    if (end >= Long.BYTES) {
      return LittleEndian.readLong(bytes, end - Long.BYTES)
          >>> ((Long.BYTES - end + position) * Byte.SIZE);
    }
    long tail = 0;
    for (int i = position; i < end; i++) {
      tail = (tail << Byte.SIZE) | bytes[i];
    }
    return tail;
  }

  private static int slowly(byte[] bytes, int from, int end, int counted) {
    int position = from;
    int count = counted;
    while (position < end) {
      int width = width(bytes, position, end);
      if (width == 0) {
        return -1;
      }
      position += width;
      count++;
    }
    return count;
  }

  private static int width(byte[] bytes, int position, int end) {
    int lead = bytes[position] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    int width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (end - position < width) {
      return 0;
    }
    int second = bytes[position + 1] & 0xff;
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < width; i++) {
      if ((bytes[position + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return width;
  }
}
