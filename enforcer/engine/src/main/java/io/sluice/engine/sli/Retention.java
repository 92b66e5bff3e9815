package io.sluice.engine.sli;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SlaProperty;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How long a contract promises that records are kept: no stream measures it, a topic keeps it. */
public final class Retention {

  private static final Set<String> WORDS = Set.of("retention", "re");

  private Retention() {}

  /** The longest that a contract promises; empty where it promises none that can be read. */
  public static Optional<Duration> of(Contract contract) {
    return contract.slaProperties().stream()
        .flatMap(sla -> of(sla).stream())
        .max(Duration::compareTo);
  }

  /** What a promise says of it; empty of any other promise. */
  public static Optional<Duration> of(SlaProperty sla) {
    if (!WORDS.contains(sla.property().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    String unit = Objects.toString(sla.unit(), "d");
    String text = Objects.toString(sla.value(), "");
    return switch (unit.toLowerCase(Locale.ROOT)) {
      // Of one length where one figure must do.
      case "y", "yr", "year", "years" -> Lengths.parse(text + "d").map(d -> d.multipliedBy(365));
      case "mo", "month", "months" -> Lengths.parse(text + "d").map(d -> d.multipliedBy(30));
      default -> Lengths.parse(text + unit);
    };
  }
}
