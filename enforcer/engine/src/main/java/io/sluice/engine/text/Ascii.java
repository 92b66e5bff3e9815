package io.sluice.engine.text;

/** Classes of ASCII characters, as RFC 5234 and RFC 3986 name them; any other byte is in none. */
final class Ascii {

  static final int ALPHA = 1;
  static final int DIGIT = 1 << 1;
  static final int HEX = 1 << 2;

  /** RFC 5321 and 5322, {@code atext}: what an e-mail address's local part is made of. */
  static final int ATEXT = 1 << 3;

  /** RFC 3986, {@code unreserved}. */
  static final int UNRESERVED = 1 << 4;

  /** RFC 3986, {@code sub-delims}. */
  static final int SUB_DELIMS = 1 << 5;

  static final int ALPHANUMERIC = ALPHA | DIGIT;

  private static final byte[] CLASSES = classes();

  private Ascii() {}

  /** Whether a byte is of one of the classes. */
  static boolean is(byte character, int classes) {
    return character >= 0 && (CLASSES[character] & classes) != 0;
  }

  static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 0; c < classes.length; c++) {
      boolean alpha = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      boolean hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      int of = (alpha ? ALPHA : 0) | (digit ? DIGIT : 0) | (hex ? HEX : 0);
      of |= alpha || digit || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0 ? ATEXT : 0;
      of |= alpha || digit || "-._~".indexOf(c) >= 0 ? UNRESERVED : 0;
      of |= "!$&'()*+,;=".indexOf(c) >= 0 ? SUB_DELIMS : 0;
      classes[c] = (byte) of;
    }
    return classes;
  }
}
