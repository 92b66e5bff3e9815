package io.sluice.cli.doctor;

/** What a topic is to a contract. */
enum TopicRole {
  RAW("raw", "raw"),
  PRODUCT("product", "product"),
  DEAD_LETTERS("deadLetter", "dead letters"),
  REPLAY("replay", "replay"),
  COUNTS("counts", "counts");

  private final String word;
  private final String title;

  TopicRole(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** The word for programs. */
  String word() {
    return word;
  }

  /** The word for people. */
  String title() {
    return title;
  }
}
