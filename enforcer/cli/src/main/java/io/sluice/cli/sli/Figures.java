package io.sluice.cli.sli;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.sli.Bound;
import io.sluice.engine.sli.Promises;
import io.sluice.engine.sli.Sli;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.measure.SliResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A result's figures in words. */
final class Figures {

  /** Stands where there is nothing to say. */
  private static final String NONE = "-";

  private Figures() {}

  /** The field or the key that it is about; empty where it is about records. */
  static String about(SliResult.Promised promised) {
    return promised.field().orElseGet(() -> String.join(", ", promised.key()));
  }

  /** The share of the good ones, rounded down; of volume there is none. */
  static String value(SliResult said) {
    return isVolume(said)
        ? NONE
        : said.result().counts().percent().map(Figures::percent).orElse(NONE);
  }

  private static boolean isVolume(SliResult said) {
    return said.promised().sli().equals(Sli.VOLUME.word());
  }

  static String good(SliResult said) {
    Counts counts = said.result().counts();
    return !isVolume(said) && counts.isNone() ? NONE : "%,d".formatted(counts.good());
  }

  static String total(SliResult said) {
    Counts counts = said.result().counts();
    return isVolume(said) || counts.isNone() ? NONE : "%,d".formatted(counts.total());
  }

  /** The share that is promised; where none is, what the rule demands. */
  static String promised(SliResult.Promised promised, Promises promises) {
    return promised
        .target()
        .map(target -> (target.exclusive() ? "> " : "≥ ") + plain(target.percent()) + " %")
        .or(
            () ->
                promises
                    .indicator(promised.indicator())
                    .flatMap(indicator -> indicator.promise().bound())
                    .map(Bound::toString))
        .orElse(NONE);
  }

  static String budgetLeft(SliResult said) {
    return said.course().budgetLeftPercent().map(Figures::percent).orElse(NONE);
  }

  static String current(SliResult said) {
    return said.current().name().toLowerCase(Locale.ROOT);
  }

  /** How fast the budget burns, by how far that looks back; empty where it does not. */
  static Optional<String> burnRates(SliResult said) {
    boolean isBurning =
        said.course().burnRates().values().stream()
            .flatMap(Optional::stream)
            .anyMatch(rate -> rate.signum() != 0);
    return !isBurning
        ? Optional.empty()
        : Optional.of(
            said.course().burnRates().entrySet().stream()
                .map(
                    rate ->
                        rate.getValue().map(Figures::twoDigits).orElse(NONE)
                            + " over "
                            + SliMeters.window(rate.getKey()))
                .collect(Collectors.joining(", ")));
  }

  private static String percent(BigDecimal percent) {
    return twoDigits(percent) + " %";
  }

  private static String twoDigits(BigDecimal number) {
    return "%,.2f".formatted(number.setScale(2, RoundingMode.FLOOR));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
