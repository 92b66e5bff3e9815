package io.sluice.pipeline.enforce;

/** Texts of bounded length. */
final class Texts {

  private Texts() {}

  /** The text, cut to so many characters with an ellipsis; never between the halves of a pair. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Math.max(0, limit - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
