package io.sluice.engine.cel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What to do about an error that cel-java finds in an expression. */
final class Hints {

  private static final Map<Pattern, String> BY_PATTERN = new LinkedHashMap<>();

  static {
    hint(
        "'_[=!]=_' applied to '\\((list|map|bytes).*null\\)'",
        "has(…) tells whether a list, a map or bytes are there");
    hint(
        "applied to '\\((decimal, double|double, decimal)\\)'",
        "decimals are exact: write decimal(\"0.10\")");
    hint(
        "'_[=!]=_' applied to '\\((decimal, int|int, decimal)\\)'",
        "write decimal(7) for a decimal");
    hint(
        "applied to '\\((int, double|double, int)\\)'",
        "write 1.0 for a double, and double(…) to make one");
    hint("undeclared reference to 'value'", "a rule of an object has message");
    hint(
        "undeclared reference to '(message|this)'",
        "a rule of a property has value; a rule over several fields stands on the object");
  }

  private static void hint(String pattern, String what) {
    BY_PATTERN.put(Pattern.compile(pattern), what);
  }

  private Hints() {}

  /** A hint with what leads over to it; empty where there is none. */
  static String of(String error) {
    for (Map.Entry<Pattern, String> hint : BY_PATTERN.entrySet()) {
      if (hint.getKey().matcher(error).find()) {
        return "; " + hint.getValue();
      }
    }
    return "";
  }
}
