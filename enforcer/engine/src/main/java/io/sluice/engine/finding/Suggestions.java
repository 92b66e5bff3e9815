package io.sluice.engine.finding;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which known word was meant. */
public final class Suggestions {

  private Suggestions() {}

  /** The format filled with the nearest known word; empty where none is near. */
  public static String of(String word, Collection<String> known, String format) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() * 2 / 5))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .map(format::formatted)
        .orElse("");
  }

  /** Edits that turn one word into the other (Levenshtein). */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int swap = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
