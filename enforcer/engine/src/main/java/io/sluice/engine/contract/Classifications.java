package io.sluice.engine.contract;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words by which an organisation says how sensitive values are ({@code classification} of the
 * standard, which leaves them open). Case makes no difference.
 *
 * @param order every word, the least sensitive first
 * @param personal those among them that mark personal data
 */
public record Classifications(List<String> order, Set<String> personal) {

  /** Where an organisation has not said otherwise. */
  public static final Classifications STANDARD =
      new Classifications(
          List.of("public", "internal", "confidential", "restricted", "secret", "pii"),
          Set.of("pii"));

  public Classifications {
    order = order.stream().map(Classifications::canonical).toList();
    personal = Set.copyOf(personal.stream().map(Classifications::canonical).distinct().toList());
    if (Set.copyOf(order.stream().distinct().toList()).size() != order.size()) {
      throw new IllegalArgumentException("a classification stands twice: " + order);
    }
    if (!order.containsAll(personal)) {
      throw new IllegalArgumentException("of " + personal + " not all are in the order " + order);
    }
  }

  private static String canonical(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Whether the organisation has such a word. */
  public boolean knows(String word) {
    return order.contains(canonical(word));
  }

  /** Whether a word marks personal data; null does not. */
  public boolean isPersonal(@Nullable String word) {
    return word != null && personal.contains(canonical(word));
  }

  /**
   * The more sensitive of two words; a word beats none, and an unknown one is beyond all others.
   */
  public @Nullable String higher(@Nullable String one, @Nullable String other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private int rank(@Nullable String word) {
    return word == null ? -1 : level(word).orElse(order.size());
  }

  /** How sensitive what a word stands for is, from 0 on; empty where nobody knows the word. */
  public OptionalInt level(String word) {
    int place = order.indexOf(canonical(word));
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }
}
