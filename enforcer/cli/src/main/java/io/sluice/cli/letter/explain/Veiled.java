package io.sluice.cli.letter.explain;

import io.sluice.engine.contract.Mask;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What masks leave of values, for people. Of a value that is not as its mask expects, nothing. */
final class Veiled {

  private static final String ALL = "(masked)";
  private static final String HIDDEN = "*";

  private Veiled() {}

  /**
   * What a mask leaves.
   *
   * @param text the value as it would be shown
   */
  static String by(Mask mask, String text) {
    return switch (mask) {
      case Mask.Redact redact -> "(redacted)";
      case Mask.Hash hash -> "(hashed)";
      case Mask.Tokenise tokenise -> "(tokenised)";
      case Mask.Partial(Mask.Kept kept) -> partial(kept, text);
      case Mask.Generalise(BigDecimal bucket) -> bucket(bucket, text);
    };
  }

  private static String partial(Mask.Kept kept, String text) {
    int characters = text.codePointCount(0, text.length());
    return switch (kept) {
      case Mask.Kept.First(int count) when count < characters -> {
        int cut = text.offsetByCodePoints(0, count);
        yield text.substring(0, cut) + HIDDEN.repeat(characters - count);
      }
      case Mask.Kept.Last(int count) when count < characters -> {
        int cut = text.offsetByCodePoints(text.length(), -count);
        yield HIDDEN.repeat(characters - count) + text.substring(cut);
      }
      case Mask.Kept.Domain() when text.indexOf('@') > 0 && !text.endsWith("@") -> {
        int at = text.lastIndexOf('@');
        yield HIDDEN.repeat(text.codePointCount(0, at)) + text.substring(at);
      }
      case Mask.Kept.Down(Mask.Unit unit) when text.matches("\\d{4}-\\d\\d-\\d\\d([T ].*)?") ->
          switch (unit) {
            case YEAR -> text.substring(0, 4);
            case MONTH -> text.substring(0, 7);
            case DAY -> text.substring(0, 10);
          };
      case Mask.Kept.First first -> ALL;
      case Mask.Kept.Last last -> ALL;
      case Mask.Kept.Domain domain -> ALL;
      case Mask.Kept.Down down -> ALL;
    };
  }

  private static String bucket(BigDecimal bucket, String text) {
    try {
      return new BigDecimal(text)
          .divide(bucket, 0, RoundingMode.DOWN)
          .multiply(bucket)
          .toPlainString();
    } catch (NumberFormatException e) {
      return ALL;
    }
  }
}
