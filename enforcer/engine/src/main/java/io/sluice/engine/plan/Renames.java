package io.sluice.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Guesses what a missing field is called now: a field of the writer that the contract does not know
 * and that has the same type, or else a word of its name.
 */
public final class Renames {

  private Renames() {}

  /** The sentence that names the likely rename; empty where there is no candidate. */
  static String hint(Schema.Field missing, List<Schema.Field> unknown) {
    return likely(missing, unknown)
        .map(name -> "; the writer has " + name + " of the same type: a rename?")
        .or(() -> retyped(missing, unknown))
        .orElse("");
  }

  private static Optional<String> retyped(Schema.Field missing, List<Schema.Field> unknown) {
    return unknown.stream()
        .filter(field -> sharedWords(field.name(), missing.name()) > 0)
        .max(Comparator.comparingInt(field -> sharedWords(field.name(), missing.name())))
        .map(
            field ->
                "; the writer has %s, which is %s: a rename with another type?"
                    .formatted(field.name(), Compatibility.describe(field.schema())));
  }

  private static Optional<String> likely(Schema.Field missing, List<Schema.Field> unknown) {
    List<String> candidates = new ArrayList<>();
    for (Schema.Field field : unknown) {
      if (sameType(field.schema(), missing.schema())) {
        candidates.add(field.name());
      }
    }
    return candidates.stream()
        .max(Comparator.comparingInt(name -> sharedWords(name, missing.name())));
  }

  /**
   * Whether what one type writes the other reads as the same thing: no rename where it does not.
   */
  public static boolean sameType(Schema writer, Schema reader) {
    List<Schema> from = Compatibility.valueTypes(writer);
    List<Schema> to = Compatibility.valueTypes(reader);
    return from.size() == 1
        && to.size() == 1
        && from.getFirst().getType() == to.getFirst().getType()
        && Compatibility.decodes(from.getFirst(), to.getFirst())
        && Compatibility.meansTheSame(from.getFirst(), to.getFirst());
  }

  /** How many words two names have in common: the more, the likelier is a rename. */
  public static int sharedWords(String left, String right) {
    Set<String> words = words(left);
    words.retainAll(words(right));
    return words.size();
  }

  /** The words of a name in snake_case, kebab-case or camelCase. */
  private static Set<String> words(String name) {
    Set<String> words = new HashSet<>();
    for (String word : name.split("[_.-]|(?<=[a-z0-9])(?=[A-Z])", -1)) {
      words.add(word.toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
