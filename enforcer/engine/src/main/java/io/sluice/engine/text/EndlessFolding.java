package io.sluice.engine.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns that RE2/J, up to 1.8 at least, never ends to compile: such as ignore the case of U+1C80
 * to U+1C88, old Cyrillic letters, alone or within a range. It goes from a letter to its next case
 * until it is back, by tables of its own that are older than the JDK's; from these letters it never
 * comes back (google/re2j#168).
 */
final class EndlessFolding {

  static final int FIRST = 0x1c80;
  static final int LAST = 0x1c88;

  private static final Pattern FLAGS = Pattern.compile("\\(\\?[imsU-]+[:)]");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("\\\\x(?:\\{([0-9A-Fa-f]{1,8})}|([0-9A-Fa-f]{2}))");

  private EndlessFolding() {}

  /**
   * Whether RE2/J may meet them. Never wrong when it says no: where a flag stands is not followed
   * up, and what is quoted is taken for more than it is.
   */
  static boolean isIn(String expression) {
    return FLAGS.matcher(expression).results().anyMatch(flags -> flags.group().contains("i"))
        && isReached(HEXADECIMAL.matcher(expression).replaceAll(EndlessFolding::character));
  }

  /** The same pattern, but that it heeds case; RE2/J reads it exactly where it reads the other. */
  static String heedingCase(String expression) {
    return FLAGS
        .matcher(expression)
        .replaceAll(flags -> Matcher.quoteReplacement(flags.group().replace('i', 's')));
  }

  private static String character(MatchResult escape) {
    String digits = escape.group(1) == null ? escape.group(2) : escape.group(1);
    long value = Long.parseLong(digits, 16);
    return value > Character.MAX_CODE_POINT
        ? "x"
        : Matcher.quoteReplacement(Character.toString((int) value));
  }

  private static boolean isReached(String unescaped) {
    int[] characters = unescaped.codePoints().toArray();
    boolean inSet = false;
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      if (character >= FIRST && character <= LAST) {
        return true;
      }
      // Where a set ends is not told, since "]" may be one of it: a range behind it is taken for
      // one.
      inSet |= character == '[';
      if (inSet && character == '-' && i > 0 && i + 1 < characters.length) {
        if (characters[i - 1] < FIRST && characters[i + 1] > LAST) {
          return true;
        }
      }
    }
    return false;
  }
}
