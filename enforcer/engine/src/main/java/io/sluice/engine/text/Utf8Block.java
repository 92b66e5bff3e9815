package io.sluice.engine.text;

/** The code points that UTF-8 writes with so many bytes (RFC 3629, section 3). */
enum Utf8Block {
  ONE(1, 0, 0x7f, 0x00, 0x7f),
  TWO(2, 0x80, 0x7ff, 0xc2, 0xdf),
  THREE(3, 0x800, 0xffff, 0xe0, 0xef),
  FOUR(4, 0x10000, 0x10ffff, 0xf0, 0xf4);

  private final int width;
  private final int first;
  private final int last;
  private final int lowestLead;
  private final int highestLead;

  Utf8Block(int width, int first, int last, int lowestLead, int highestLead) {
    this.width = width;
    this.first = first;
    this.last = last;
    this.lowestLead = lowestLead;
    this.highestLead = highestLead;
  }

  int width() {
    return width;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  int lowestLead() {
    return lowestLead;
  }

  int highestLead() {
    return highestLead;
  }

  /** One of the bytes that write a code point. */
  static int byteOf(int codePoint, int index, int width) {
    int bits = codePoint >>> (6 * (width - 1 - index));
    if (index > 0) {
      return 0x80 | (bits & 0x3f);
    }
    return switch (width) {
      case 1 -> bits;
      case 2 -> 0xc0 | bits;
      case 3 -> 0xe0 | bits;
      default -> 0xf0 | bits;
    };
  }
}
