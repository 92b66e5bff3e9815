package io.sluice.engine.odcs;

import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.finding.Location;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads masks: a word, or a word with its arguments, as in {@code {hash: {key: customers}}}. What
 * it can't read is reported, so that no field passes in clear for a slip of the pen.
 */
final class MaskReader {

  private static final List<String> WORDS =
      List.of("redact", "hash", "tokenise", "partial", "generalise");

  private static final List<String> PARTS = List.of("keepFirst", "keepLast", "keepDomain", "cutTo");

  private static final Pattern KEY_NAME = Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?");

  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*");

  /** Fewer characters would give too many different values the same hash: 32 bits. */
  private static final int SHORTEST_HASH = 8;

  /** All of it, in hexadecimal digits. */
  private static final int LONGEST_HASH = 64;

  private static final int MOST_KEPT = 1_000;

  private final String setting;
  private final Report report;

  /**
   * @param setting where masks stand
   */
  MaskReader(String setting, Report report) {
    this.setting = setting;
    this.report = report;
  }

  /** The mask that an element's custom properties ask for; null where they ask for none. */
  @Nullable Masking of(Fields owner) {
    for (Fields property : owner.children("customProperties")) {
      if (setting.equals(property.text("property"))) {
        return masking(property);
      }
    }
    return null;
  }

  private @Nullable Masking masking(Fields property) {
    Fields value = property.child("value");
    Location at = property.location("value");
    Mask mask;
    if (value.is(Shape.Kind.TEXT)) {
      mask = mask(String.valueOf(value.text()), value.nothing(), at);
    } else if (value.entries().size() == 1) {
      Fields.Entry entry = value.entries().getFirst();
      mask = mask(entry.key(), entry.value(), at);
    } else {
      mask = none(at, "one of " + String.join(", ", WORDS) + ", with its arguments");
    }
    return mask == null ? null : new Masking(mask, at);
  }

  private @Nullable Mask mask(String word, Fields arguments, Location at) {
    return switch (word) {
      case "redact" -> knows(arguments, word, at, "with") ? redact(arguments) : null;
      case "hash" ->
          knows(arguments, word, at, "key", "length", "subject", "with")
              ? hash(arguments, at)
              : null;
      case "tokenise" ->
          knows(arguments, word, at, "key", "subject", "with") ? tokenise(arguments, at) : null;
      case "partial" ->
          knows(arguments, word, at, PARTS.toArray(String[]::new)) ? partial(arguments, at) : null;
      case "generalise" -> knows(arguments, word, at, "bucket") ? generalise(arguments, at) : null;
      default -> none(at, "one of " + String.join(", ", WORDS) + ", with its arguments");
    };
  }

  /** An argument that is not known would be passed over. */
  private boolean knows(Fields arguments, String word, Location at, String... known) {
    boolean isMapping = arguments.is(Shape.Kind.OBJECT) || arguments.node() == null;
    if (isMapping && arguments.entries().stream().allMatch(e -> List.of(known).contains(e.key()))) {
      return true;
    }
    none(
        isMapping ? arguments.location() : at,
        "without arguments, or {%s: {…}} with %s".formatted(word, String.join(", ", known)));
    return false;
  }

  private @Nullable Mask none(Location at, String wanted) {
    report.setting(at, setting, wanted);
    return null;
  }

  private static Mask redact(Fields arguments) {
    return new Mask.Redact(arguments.text("with"));
  }

  private @Nullable Mask tokenise(Fields arguments, Location at) {
    String key = key(arguments, "tokenise", at);
    return key == null || !hasFitSubject(arguments, "tokenise")
        ? null
        : new Mask.Tokenise(key, subject(arguments));
  }

  private @Nullable Mask hash(Fields arguments, Location at) {
    String key = key(arguments, "hash", at);
    if (!hasFitSubject(arguments, "hash")) {
      return null;
    }
    if (!arguments.has("length")) {
      return key == null ? null : new Mask.Hash(key, null, subject(arguments));
    }
    Integer length = whole(arguments.child("length"), SHORTEST_HASH, LONGEST_HASH);
    if (length == null) {
      return none(
          arguments.location("length"),
          "{hash: {key: …, length: %d to %d}}".formatted(SHORTEST_HASH, LONGEST_HASH));
    }
    return key == null ? null : new Mask.Hash(key, length, subject(arguments));
  }

  private static Mask.@Nullable Subject subject(Fields arguments) {
    String path = arguments.text("subject");
    return path == null ? null : new Mask.Subject(path, arguments.text("with"));
  }

  /** Where a subject is asked for, whether it can be one: a path, of a field. */
  private boolean hasFitSubject(Fields arguments, String word) {
    if (!arguments.has("subject")) {
      if (arguments.has("with")) {
        none(
            arguments.location("with"),
            "{%s: {key: …}} without with, which says what is left of whom a subject names"
                .formatted(word));
        return false;
      }
      return true;
    }
    Location at = arguments.location("subject");
    if (setting.equals(Masking.KEY_PROPERTY)) {
      none(at, "{%s: {key: …}} without a subject, which only masks of fields have".formatted(word));
      return false;
    }
    String subject = arguments.text("subject");
    if (subject == null || !PATH.matcher(subject).matches()) {
      none(
          at,
          "{%s: {key: …, subject: …}} with the path of the field that says whose value it is, such as customer_id or customer.id"
              .formatted(word));
      return false;
    }
    return true;
  }

  private @Nullable String key(Fields arguments, String word, Location at) {
    String key = arguments.text("key");
    if (key == null || !KEY_NAME.matcher(key).matches()) {
      none(
          key == null ? at : arguments.location("key"),
          "{%s: {key: …}} with the name of a key: small letters, digits, - and _".formatted(word));
      return null;
    }
    return key;
  }

  private @Nullable Mask partial(Fields arguments, Location at) {
    Mask.Kept kept = arguments.entries().size() == 1 ? kept(arguments.entries().getFirst()) : null;
    return kept == null
        ? none(
            at,
            "{partial: {…}} with one of keepFirst: n, keepLast: n, keepDomain: true,"
                + " cutTo: year, month or day")
        : new Mask.Partial(kept);
  }

  private static Mask.@Nullable Kept kept(Fields.Entry part) {
    Fields value = part.value();
    return switch (part.key()) {
      case "keepFirst" -> {
        Integer count = whole(value, 1, MOST_KEPT);
        yield count == null ? null : new Mask.Kept.First(count);
      }
      case "keepLast" -> {
        Integer count = whole(value, 1, MOST_KEPT);
        yield count == null ? null : new Mask.Kept.Last(count);
      }
      case "keepDomain" -> Boolean.TRUE.equals(value.value()) ? new Mask.Kept.Domain() : null;
      default ->
          Arrays.stream(Mask.Unit.values())
              .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(value.text()))
              .findFirst()
              .map(Mask.Kept.Down::new)
              .orElse(null);
    };
  }

  private @Nullable Mask generalise(Fields arguments, Location at) {
    BigDecimal bucket = arguments.number("bucket");
    return bucket == null || bucket.signum() <= 0
        ? none(at, "{generalise: {bucket: …}} with a number above 0")
        : new Mask.Generalise(bucket);
  }

  private static @Nullable Integer whole(Fields value, int least, int most) {
    if (!value.is(Shape.Kind.WHOLE) || !(value.value() instanceof BigDecimal number)) {
      return null;
    }
    boolean isWithin =
        number.compareTo(BigDecimal.valueOf(least)) >= 0
            && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    return isWithin ? (Integer) number.intValueExact() : null;
  }
}
