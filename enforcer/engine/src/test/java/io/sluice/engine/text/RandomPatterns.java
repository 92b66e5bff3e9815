package io.sluice.engine.text;

import java.util.List;
import java.util.Random;

/**
 * Patterns of RE2's syntax and texts that have a chance to match them. No range covers U+1C80 to
 * U+1C88: where cases are to be ignored, RE2/J 1.8 never comes to the end of these.
 */
final class RandomPatterns {

  private static final List<String> CHARACTERS =
      List.of(
          "a", "b", "k", "K", "s", "z", "A", "_", "0", "9", " ", "-", "é", "€", "😀", "\u017f",
          "\u212a", "\n", "\t", "~", "{", "}", ",", "]", "ÿ", "߿", "ࠀ", "\uffff", "\uE000");

  private static final List<String> ATOMS =
      List.of(
          ".",
          "\\d",
          "\\D",
          "\\s",
          "\\S",
          "\\w",
          "\\W",
          "\\.",
          "\\-",
          "\\n",
          "\\t",
          "\\x41",
          "\\x{20AC}",
          "\\x{1F600}",
          "[[:alpha:]]",
          "[^[:digit:]]",
          "[[:^space:]]",
          "[[:word:]-]",
          "[a-z]",
          "[^a-z]",
          "[]a]",
          "[^]a]",
          "[a-]",
          "[-a]",
          "[\\d_]",
          "[\\w-]",
          "[^\\n]",
          "[é-߿]",
          "[^é]",
          "[\\x{80}-\\x{7FF}]",
          "[^\\x00-\\x7F]",
          "[\\x{0}-\\x{10FFFF}]",
          "[a\\]b]",
          "[K-s]",
          "[😀-😿]",
          "[\\x{AC00}-\\x{1F6FF}]",
          "[^\\s\\S]");

  private static final List<String> ASSERTIONS = List.of("^", "$", "\\A", "\\z", "\\b", "\\B");

  private static final List<String> REPETITIONS =
      List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}", "{1,3}?", "{0}", "{0,}");

  private final Random random;

  RandomPatterns(Random random) {
    this.random = random;
  }

  String pattern() {
    String flags =
        switch (random.nextInt(8)) {
          case 0 -> "(?i)";
          case 1 -> "(?m)";
          case 2 -> "(?s)";
          case 3 -> "(?ims-U)";
          default -> "";
        };
    String body = choice(3);
    return switch (random.nextInt(4)) {
      case 0 -> flags + "^" + body + "$";
      case 1 -> flags + "^(?:" + body + ")$";
      default -> flags + body;
    };
  }

  private String choice(int depth) {
    StringBuilder choice = new StringBuilder(sequence(depth));
    while (random.nextInt(4) == 0) {
      choice.append('|').append(sequence(depth));
    }
    return choice.toString();
  }

  private String sequence(int depth) {
    StringBuilder sequence = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      sequence.append(part(depth));
      if (random.nextInt(3) == 0) {
        sequence.append(one(REPETITIONS));
      }
    }
    return sequence.toString();
  }

  private String part(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0, 1 -> one(ATOMS);
      case 2 -> one(ASSERTIONS);
      case 7 -> "(" + choice(depth - 1) + ")";
      case 8 -> "(?:" + choice(depth - 1) + ")";
      case 9 ->
          one(List.of("(?i:", "(?s:", "(?m:", "(?-s:", "(?P<name>", "(?i-m:", "((?i)"))
              + choice(depth - 1)
              + ")";
      default -> one(CHARACTERS);
    };
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append(one(CHARACTERS));
    }
    return text.toString();
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
