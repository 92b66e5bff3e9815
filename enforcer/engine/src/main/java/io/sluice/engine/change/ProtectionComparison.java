package io.sluice.engine.change;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Written;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares how far the values of a field are kept from those who may not see them. */
final class ProtectionComparison {

  private static final String PII = "sluice.pii";

  /** The settings of a field that are compared here. */
  static final Set<String> SETTINGS = Set.of(PII, Masking.PROPERTY);

  private final ChangeLog log;
  private final Classifications classifications;

  ProtectionComparison(ChangeLog log, Classifications classifications) {
    this.log = log;
    this.classifications = classifications;
  }

  void compare(Field before, Field after) {
    if (before.property() == null || after.property() == null) {
      return;
    }
    classification(before, before.property(), after, after.property());
    masking(before, before.property(), after, after.property());
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
    OptionalInt level = classifications.level(old);
    OptionalInt levelNow = classifications.level(current);
    if (old.isEmpty()) {
      add(ChangeKind.CLASSIFICATION_RAISED, before, after, what);
    } else if (current.isEmpty()) {
      lowered(before, after, what);
    } else if (level.isEmpty() || levelNow.isEmpty()) {
      add(ChangeKind.CLASSIFICATION_CHANGED, before, after, what);
    } else if (levelNow.getAsInt() < level.getAsInt()) {
      lowered(before, after, what);
    } else {
      add(ChangeKind.CLASSIFICATION_RAISED, before, after, what);
    }
  }

  private static String word(@Nullable String classification) {
    return classification == null ? "" : classification.strip().toLowerCase(Locale.ROOT);
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

  /** What is around a field and masks it as well is compared there. */
  private void masking(Field before, Property was, Field after, Property now) {
    Optional<Written> written = before.setting(Masking.PROPERTY);
    Optional<Written> writtenNow = after.setting(Masking.PROPERTY);
    Mask mask = mask(was);
    Mask maskNow = mask(now);
    if ((written.isEmpty() && writtenNow.isEmpty()) || Objects.equals(mask, maskNow)) {
      return;
    }
    int strength = strength(mask);
    int strengthNow = strength(maskNow);
    ChangeKind kind =
        strength == strengthNow
            ? ChangeKind.MASKING_CHANGED
            : strengthNow < strength
                ? ChangeKind.MASKING_WEAKENED
                : ChangeKind.MASKING_STRENGTHENED;
    log.add(
        kind,
        after.path(),
        written.map(Written::location).orElse(before.place()),
        writtenNow.map(Written::location).orElse(after.place()),
        "%s is masked by %s, and was by %s".formatted(after.path(), shown(maskNow), shown(mask)));
  }

  private static @Nullable Mask mask(Property property) {
    return property.masking() == null ? null : property.masking().mask();
  }

  private static String shown(@Nullable Mask mask) {
    return switch (mask) {
      case null -> "nothing";
      case Mask.Redact(String with) -> with == null ? mask.word() : said(mask, "with a constant");
      case Mask.Hash(String key, Integer length, Mask.Subject subject) ->
          said(
              mask,
              (length == null ? "key " + key : "key %s, length %d".formatted(key, length))
                  + shownSubject(subject));
      case Mask.Tokenise(String key, Mask.Subject subject) ->
          said(mask, "key " + key + shownSubject(subject));
      case Mask.Partial(Mask.Kept kept) -> said(mask, kept(kept));
      case Mask.Generalise generalise ->
          said(mask, "bucket " + generalise.bucket().toPlainString());
    };
  }

  private static String shownSubject(Mask.@Nullable Subject subject) {
    return subject == null ? "" : ", subject " + subject.path();
  }

  private static String said(Mask mask, String how) {
    return "%s (%s)".formatted(mask.word(), how);
  }

  private static String kept(Mask.Kept kept) {
    return switch (kept) {
      case Mask.Kept.First(int count) -> "keepFirst " + count;
      case Mask.Kept.Last(int count) -> "keepLast " + count;
      case Mask.Kept.Domain domain -> "keepDomain";
      case Mask.Kept.Down(Mask.Unit unit) -> "cutTo " + unit.name().toLowerCase(Locale.ROOT);
    };
  }

  /** How much of a value a mask keeps back: the less it leaves, the more. */
  private static int strength(@Nullable Mask mask) {
    return switch (mask) {
      case null -> 0;
      case Mask.Partial partial -> 1;
      case Mask.Generalise generalise -> 1;
      case Mask.Hash hash -> 2;
      case Mask.Tokenise tokenise -> 2;
      case Mask.Redact redact -> 3;
    };
  }
}
