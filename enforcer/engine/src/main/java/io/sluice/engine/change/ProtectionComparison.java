package io.sluice.engine.change;

import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Written;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares how far the values of a field are kept from those who may not see them. */
final class ProtectionComparison {

  private static final String PII = "sluice.pii";
  private static final String MASKING = "sluice.masking";

  /** The settings of a field that are compared here. */
  static final Set<String> SETTINGS = Set.of(PII, MASKING);

  /** From what everybody may know to what hardly anybody may; words of one line are equals. */
  private static final List<Set<String>> CLASSES =
      List.of(
          Set.of("public", "open"),
          Set.of("internal", "private"),
          Set.of("confidential", "sensitive"),
          Set.of("restricted", "secret", "pii", "phi"));

  /** How much of a value a mask leaves: the more, the weaker. */
  private static final Map<String, Integer> STRENGTH =
      Map.of("partial", 1, "generalise", 1, "hash", 2, "tokenise", 2, "redact", 3);

  private final ChangeLog log;

  ProtectionComparison(ChangeLog log) {
    this.log = log;
  }

  void compare(Field before, Field after) {
    if (before.property() == null || after.property() == null) {
      return;
    }
    classification(before, before.property(), after, after.property());
    masking(before, after);
  }

  private void classification(Field before, Property was, Field after, Property now) {
    if (was.personal() && !now.personal()) {
      lowered(before, after, "was personal data, and is no longer marked as such");
      return;
    }
    if (!was.personal() && now.personal()) {
      add(ChangeKind.CLASSIFICATION_RAISED, before, after, "is marked as personal data now");
      return;
    }
    String old = word(was.classification());
    String current = word(now.classification());
    if (old.equals(current)) {
      return;
    }
    String what =
        "is classified as %s, and was as %s".formatted(Words.quoted(current), Words.quoted(old));
    int level = level(old);
    int levelNow = level(current);
    if (old.isEmpty()) {
      add(ChangeKind.CLASSIFICATION_RAISED, before, after, what);
    } else if (current.isEmpty()) {
      lowered(before, after, what);
    } else if (level < 0 || levelNow < 0 || level == levelNow) {
      add(ChangeKind.CLASSIFICATION_CHANGED, before, after, what);
    } else if (levelNow < level) {
      lowered(before, after, what);
    } else {
      add(ChangeKind.CLASSIFICATION_RAISED, before, after, what);
    }
  }

  private static String word(@Nullable String classification) {
    return classification == null ? "" : classification.strip().toLowerCase(Locale.ROOT);
  }

  /** The place in the order; below 0 of a word of the organisation's own. */
  private static int level(String word) {
    for (int i = 0; i < CLASSES.size(); i++) {
      if (CLASSES.get(i).contains(word)) {
        return i;
      }
    }
    return -1;
  }

  private void lowered(Field before, Field after, String what) {
    add(ChangeKind.CLASSIFICATION_LOWERED, before, after, what);
  }

  private void add(ChangeKind kind, Field before, Field after, String what) {
    log.add(
        kind,
        after.path(),
        before.at("classification"),
        after.at("classification"),
        after.path() + " " + what);
  }

  private void masking(Field before, Field after) {
    Optional<Written> was = before.setting(MASKING);
    Optional<Written> now = after.setting(MASKING);
    if (Objects.equals(
        was.map(Written::value).orElse(null), now.map(Written::value).orElse(null))) {
      return;
    }
    int strength = was.map(ProtectionComparison::strength).orElse(0);
    int strengthNow = now.map(ProtectionComparison::strength).orElse(0);
    boolean areKnown = strength >= 0 && strengthNow >= 0;
    ChangeKind kind =
        !areKnown || strength == strengthNow
            ? ChangeKind.MASKING_CHANGED
            : strengthNow < strength
                ? ChangeKind.MASKING_WEAKENED
                : ChangeKind.MASKING_STRENGTHENED;
    log.add(
        kind,
        after.path(),
        was.map(Written::location).orElse(before.place()),
        now.map(Written::location).orElse(after.place()),
        "%s is masked by %s, and was by %s".formatted(after.path(), shown(now), shown(was)));
  }

  private static String shown(Optional<Written> mask) {
    return Words.quoted(mask.map(Written::value).orElse(null));
  }

  /** Of a mask's word, in whatever way it has settings beside it; below 0 where nobody knows it. */
  private static int strength(Written mask) {
    String kind =
        mask.text()
            .or(() -> mask.child("kind").flatMap(Written::text))
            .or(() -> mask.child("mask").flatMap(Written::text))
            .or(() -> mask.child("type").flatMap(Written::text))
            .or(() -> mask.keys().stream().filter(STRENGTH::containsKey).findFirst())
            .orElse("");
    return STRENGTH.getOrDefault(kind, -1);
  }
}
