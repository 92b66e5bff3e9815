package io.sluice.engine.text;

/**
 * An e-mail address: the {@code Mailbox} of RFC 5321, section 4.1.2, with a {@code Dot-string}
 * before the at sign and a host name after it. Quoted local parts, address literals and non-ASCII
 * addresses, which hardly any system takes, are refused.
 */
final class Mailbox {

  private static final int MOST_BYTES = 254;
  private static final int MOST_BYTES_OF_LOCAL_PART = 64;

  private Mailbox() {}

  static boolean holds(byte[] text, int from, int to) {
    if (to - from > MOST_BYTES) {
      return false;
    }
    int atom = from;
    for (int i = from; i < to; i++) {
      byte character = text[i];
      if (character == '.' || character == '@') {
        if (i == atom) {
          return false;
        }
        if (character == '@') {
          return i - from <= MOST_BYTES_OF_LOCAL_PART && Hosts.isName(text, i + 1, to);
        }
        atom = i + 1;
      } else if (!Ascii.is(character, Ascii.ATEXT)) {
        return false;
      }
    }
    return false;
  }
}
