package io.sluice.engine.text;

/** Bytes in base64 (RFC 4648, section 4): padded, in one line, without stray bits at the end. */
final class Base64Text {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Text() {}

  static boolean holds(byte[] text, int from, int to) {
    if ((to - from) % 4 != 0) {
      return false;
    }
    int end = to;
    while (end > from && to - end < 2 && text[end - 1] == '=') {
      end--;
    }
    for (int i = from; i < end; i++) {
      if (ALPHABET.indexOf(text[i]) < 0) {
        return false;
      }
    }
    return switch (to - end) {
      case 1 -> (ALPHABET.indexOf(text[end - 1]) & 0b11) == 0;
      case 2 -> (ALPHABET.indexOf(text[end - 1]) & 0b1111) == 0;
      default -> true;
    };
  }
}
