package io.sluice.engine.authoring;

import io.sluice.engine.text.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * YAML as people write it, line by line: keys in block style, texts without quotes where they need
 * none, long ones folded. What it writes means the same in YAML 1.1 and 1.2.
 */
final class YamlText {

  private static final int LINE = 100;

  /**
   * Text that YAML can't take for anything else: prose, relative paths, versions of three parts.
   */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:\\.\\./)*[\\p{L}_](?:[\\p{L}\\p{N} .,;()'/_+-]*[\\p{L}\\p{N}.,;()'/_+-])?"
              + "|\\d+\\.\\d+\\.\\d+");

  /** Words that YAML 1.1 or 1.2 takes for something else than text. */
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean beginsItem;

  /** A comment on lines of its own, before what comes next. */
  YamlText comment(String comment) {
    indent();
    text.append("# ").append(comment).append('\n');
    return this;
  }

  /** A key with a text. */
  YamlText entry(String key, String value) {
    indent();
    text.append(key).append(':');
    String line = oneLine(value);
    int column = 2 * depth + key.length() + 2;
    if (column + line.length() > LINE && Printable.isPrintable(line) && line.indexOf(' ') > 0) {
      folded(line);
    } else {
      text.append(' ').append(scalar(line)).append('\n');
    }
    return this;
  }

  /** A key that is true or false. */
  YamlText flag(String key, boolean value) {
    indent();
    text.append(key).append(": ").append(value).append('\n');
    return this;
  }

  /** A key with a number or a word of its own, as it is. */
  YamlText number(String key, String value) {
    indent();
    text.append(key).append(": ").append(value).append('\n');
    return this;
  }

  /** An item that is a text. */
  YamlText text(String value) {
    text.append("  ".repeat(depth)).append("- ").append(scalar(oneLine(value))).append('\n');
    return this;
  }

  /** A comment behind what was written last. */
  YamlText note(String note) {
    text.setLength(text.length() - 1);
    text.append(" # ").append(oneLine(note)).append('\n');
    return this;
  }

  /** A key with a mapping or a list, up to its {@link #end}. */
  YamlText key(String key) {
    indent();
    text.append(key).append(":\n");
    depth++;
    return this;
  }

  /** An item that is a mapping, up to its {@link #end}. */
  YamlText item() {
    depth++;
    beginsItem = true;
    return this;
  }

  YamlText end() {
    depth--;
    return this;
  }

  private void indent() {
    if (beginsItem) {
      text.append("  ".repeat(depth - 1)).append("- ");
      beginsItem = false;
    } else {
      text.append("  ".repeat(depth));
    }
  }

  private void folded(String line) {
    String margin = "  ".repeat(depth + 1);
    text.append(" >-\n").append(margin);
    int column = margin.length();
    List<String> words = Arrays.asList(line.split(" ", -1));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (i > 0 && column + 1 + word.length() > LINE) {
        text.append('\n').append(margin);
        column = margin.length();
      } else if (i > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }

  /** Documentation is prose: how its author broke the lines is no part of it. */
  private static String oneLine(String value) {
    return value.replaceAll("\\s+", " ").strip();
  }

  private static String scalar(String line) {
    boolean isPlain =
        PLAIN.matcher(line).matches() && !WORDS.contains(line.toLowerCase(Locale.ROOT));
    return isPlain ? line : quoted(line);
  }

  private static String quoted(String line) {
    StringBuilder quoted = new StringBuilder("\"");
    line.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Printable.isPrintable(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
