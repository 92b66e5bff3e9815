package io.sluice.engine.text;

import java.util.Map;

/** The classes of ASCII characters that RE2's syntax has names for. */
final class NamedClasses {

  private static final Map<String, CodePoints> BY_NAME =
      Map.ofEntries(
          Map.entry("alnum", CodePoints.of("09AZaz")),
          Map.entry("alpha", CodePoints.of("AZaz")),
          Map.entry("ascii", CodePoints.of(0, 0x7f)),
          Map.entry("blank", CodePoints.of("\t\t  ")),
          Map.entry("cntrl", CodePoints.of("\0\u001f\u007f\u007f")),
          Map.entry("digit", CodePoints.of("09")),
          Map.entry("graph", CodePoints.of("!~")),
          Map.entry("lower", CodePoints.of("az")),
          Map.entry("print", CodePoints.of(" ~")),
          Map.entry("punct", CodePoints.of("!/:@[`{~")),
          // Perl's \s has no vertical tab.
          Map.entry("perl space", CodePoints.of("\t\n\f\r  ")),
          Map.entry("space", CodePoints.of("\t\r  ")),
          Map.entry("upper", CodePoints.of("AZ")),
          Map.entry("word", CodePoints.of("09AZ__az")),
          Map.entry("xdigit", CodePoints.of("09AFaf")));

  private NamedClasses() {}

  static CodePoints of(String name) throws UncoveredException {
    CodePoints named = BY_NAME.get(name);
    if (named == null) {
      throw new UncoveredException("a class of that name");
    }
    return named;
  }
}
