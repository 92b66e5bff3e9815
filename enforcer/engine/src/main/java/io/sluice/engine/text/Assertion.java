package io.sluice.engine.text;

/** What a pattern says of a position rather than of a character. */
enum Assertion {
  TEXT_STARTS,
  TEXT_ENDS,
  LINE_STARTS,
  LINE_ENDS,
  WORD_BOUNDARY,
  NO_WORD_BOUNDARY;

  boolean holds(Edge before, Edge after) {
    return switch (this) {
      case TEXT_STARTS -> before == Edge.END_OF_TEXT;
      case TEXT_ENDS -> after == Edge.END_OF_TEXT;
      case LINE_STARTS -> before == Edge.END_OF_TEXT || before == Edge.NEWLINE;
      case LINE_ENDS -> after == Edge.END_OF_TEXT || after == Edge.NEWLINE;
      case WORD_BOUNDARY -> (before == Edge.WORD) != (after == Edge.WORD);
      case NO_WORD_BOUNDARY -> (before == Edge.WORD) == (after == Edge.WORD);
    };
  }
}
