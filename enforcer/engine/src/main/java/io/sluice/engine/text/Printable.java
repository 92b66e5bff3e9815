package io.sluice.engine.text;

/** Whether a character is seen where it stands, by its general category in Unicode. */
public final class Printable {

  private Printable() {}

  /** Whether all of a text is. */
  public static boolean isPrintable(String text) {
    return text.codePoints().allMatch(Printable::isPrintable);
  }

  /** Whether a code point is seen, and does not break a line or turn the direction of a text. */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
