package io.sluice.engine.text;

/** What stands on one side of a position in a text, as far as assertions ask for it. */
enum Edge {
  END_OF_TEXT,
  NEWLINE,
  /** A letter, a digit or an underscore, of ASCII. */
  WORD,
  OTHER;

  static Edge of(int character) {
    if (character == '\n') {
      return NEWLINE;
    }
    return character == '_' || (character < 0x80 && Ascii.is((byte) character, Ascii.ALPHANUMERIC))
        ? WORD
        : OTHER;
  }
}
