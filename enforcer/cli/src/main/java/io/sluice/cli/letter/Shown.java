package io.sluice.cli.letter;

import io.sluice.engine.text.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What anyone may have written, as a terminal can show it: nothing in it moves the cursor, changes
 * colours or turns the direction of text.
 */
public final class Shown {

  /** Longer texts are cut. */
  private static final int LONGEST = 100;

  private Shown() {}

  /** Bytes as text where they are UTF-8, else in hex; cut. */
  public static String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "null";
    }
    return utf8(bytes)
        .map(Shown::text)
        .orElseGet(
            () ->
                cut("hex:" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST))));
  }

  /** A text, escaped and cut. */
  public static String text(String text) {
    return escaped(cut(text, LONGEST));
  }

  /** The text that bytes are; empty where they are not UTF-8. */
  public static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** A text in which everything that is no visible character or blank is escaped as in Java. */
  public static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      case '\\' -> shown.append("\\\\");
      default -> {
        if (Printable.isPrintable(c)) {
          shown.appendCodePoint(c);
        } else {
          for (char unit : Character.toChars(c)) {
            shown.append("\\u%04x".formatted((int) unit));
          }
        }
      }
    }
  }

  private static String cut(String text) {
    return cut(text, LONGEST);
  }

  /** The text, cut to so many characters with an ellipsis; never between the halves of a pair. */
  public static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
