package io.sluice.cli.export.markdown;

import io.sluice.engine.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of contracts as Markdown that shows them as they are: none of it is markup or HTML. */
final class Markdown {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** What begins a list, a heading, a rule or a fence where it stands first. */
  private static final Pattern OPENING = Pattern.compile("^([#+=-]|\\d{1,9}(?=[.)](\\s|$)))");

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private static final String ALWAYS_ESCAPED = "\\`*[]~$";

  /** What a path of a link may hold as it is (RFC 3986, less what Markdown gives a meaning). */
  private static final String UNRESERVED = "-._~/";

  private Markdown() {}

  /** A text of any number of lines, in one. */
  static String text(String text) {
    String line = line(text);
    StringBuilder escaped = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '_' -> escaped.append(isWithinWord(line, i) ? "_" : "\\_");
        default -> escaped.append(ALWAYS_ESCAPED.indexOf(c) < 0 ? "" : "\\").append(c);
      }
    }
    return OPENING
        .matcher(escaped)
        .replaceFirst(
            opening ->
                Character.isDigit(opening.group().charAt(0))
                    ? opening.group() + "\\\\"
                    : "\\\\" + opening.group());
  }

  private static boolean isWithinWord(String line, int index) {
    return index > 0
        && index + 1 < line.length()
        && Character.isLetterOrDigit(line.charAt(index - 1))
        && Character.isLetterOrDigit(line.charAt(index + 1));
  }

  /** A name that readers may want to copy. */
  static String code(String text) {
    String line = line(text);
    if (line.isEmpty()) {
      return "";
    }
    int longest =
        BACKTICKS.matcher(line).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    String room = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + room + line + room + fence;
  }

  /** A text in one line, with what nobody sees made visible. */
  static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    SPACE
        .matcher(text.strip())
        .replaceAll(" ")
        .codePoints()
        .forEach(
            c -> {
              if (Printable.isPrintable(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append("\\u{%x}".formatted(c));
              }
            });
    return shown.toString();
  }

  /**
   * A link to a file of the same folders.
   *
   * @param words as Markdown
   * @param target relative to the page
   */
  static String link(String words, String target) {
    StringBuilder path = new StringBuilder();
    for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean isAscii = b >= 0;
      if (isAscii && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        path.append(c);
      } else {
        path.append("%%%02X".formatted(b & 0xFF));
      }
    }
    return "[" + words + "](" + path + ")";
  }

  /** A link to a heading of the same page, whose words are letters and blanks. */
  static String section(String heading) {
    return "[%s](#%s)".formatted(heading, heading.toLowerCase(Locale.ROOT).replace(' ', '-'));
  }

  /** An address that a contract gives: a link where it is one for the web or mail, else a text. */
  static String address(String url) {
    String line = line(url);
    boolean isLink = line.matches("(?i)(https?://|mailto:)[^\\s<>\"'`\\\\|()\\[\\]]+");
    return isLink ? "[" + text(line) + "](" + line.replace("&", "&amp;") + ")" : text(line);
  }
}
