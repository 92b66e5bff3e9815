package io.sluice.engine.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known word was meant. */
public final class Suggestions {

  /** No word that is looked for is longer, and the distance takes time by both lengths. */
  private static final int LONGEST_WORD = 80;

  private Suggestions() {}

  /** The format filled with the nearest known word; empty where none is near. */
  public static String of(String word, Collection<String> known, String format) {
    return nearest(word, known).map(format::formatted).orElse("");
  }

  /** The known word that is nearest; empty where none is near. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    int near = Math.max(1, word.length() * 2 / 5);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= near)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** Edits that turn one word into the other (Levenshtein), letter case aside. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int swap = previous[j - 1] + (same(left.charAt(i - 1), right.charAt(j - 1)) ? 0 : 1);
        current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }

  private static boolean same(char left, char right) {
    return Character.toLowerCase(left) == Character.toLowerCase(right);
  }
}
