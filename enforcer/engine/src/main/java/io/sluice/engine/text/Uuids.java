package io.sluice.engine.text;

/** The text form of a UUID (RFC 9562, section 4): 8-4-4-4-12 hexadecimal digits of either case. */
final class Uuids {

  private static final int LENGTH = 36;

  private Uuids() {}

  static boolean holds(byte[] text, int from, int to) {
    if (to - from != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      byte character = text[from + i];
      boolean fits =
          (i == 8 || i == 13 || i == 18 || i == 23)
              ? character == '-'
              : Ascii.is(character, Ascii.HEX);
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
