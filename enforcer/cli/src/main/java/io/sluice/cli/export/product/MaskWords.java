package io.sluice.cli.export.product;

import io.sluice.engine.contract.Mask;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What consumers get in place of a value, in words. */
public final class MaskWords {

  private MaskWords() {}

  public static String of(Mask mask) {
    return switch (mask) {
      case Mask.Redact(String with) ->
          with == null ? "nothing of the value" : "always \"" + with + "\"";
      case Mask.Hash(String key, Integer length, Mask.Subject subject) ->
          "a pseudonym, the same for equal values"
              + ofOne(subject)
              + (length == null ? "" : ", " + length + " long")
              + " (hash, key "
              + key
              + ")"
              + untilForgotten(subject);
      case Mask.Tokenise(String key, Mask.Subject subject) ->
          "a token, the same for equal values"
              + ofOne(subject)
              + ", which who has the key can read (key "
              + key
              + ")"
              + untilForgotten(subject);
      case Mask.Partial(Mask.Kept kept) -> kept(kept);
      case Mask.Generalise(var bucket) ->
          "the multiple of " + bucket.toPlainString() + " that is next to it, towards zero";
    };
  }

  private static String ofOne(Mask.@Nullable Subject subject) {
    return subject == null ? "" : " of one " + subject.path();
  }

  private static String untilForgotten(Mask.@Nullable Subject subject) {
    return subject == null
        ? ""
        : "; "
            + (subject.with() == null ? "nothing" : "\"" + subject.with() + "\"")
            + " once that "
            + subject.path()
            + " is forgotten";
  }

  private static String kept(Mask.Kept kept) {
    return switch (kept) {
      case Mask.Kept.First(int count) -> "its first " + characters(count);
      case Mask.Kept.Last(int count) -> "its last " + characters(count);
      case Mask.Kept.Domain() -> "its domain";
      case Mask.Kept.Down(Mask.Unit unit) -> "cut to its " + unit.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String characters(int count) {
    return count == 1 ? "character" : count + " characters";
  }
}
