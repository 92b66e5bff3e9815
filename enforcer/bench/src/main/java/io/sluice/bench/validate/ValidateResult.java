package io.sluice.bench.validate;

import io.sluice.bench.subject.Case;
import java.util.Map;
import java.util.Objects;

/** What was measured, by case and way. */
public record ValidateResult(Map<Case, Map<Way, Cost>> costs) {

  public Cost of(Case subject, Way way) {
    return Objects.requireNonNull(Objects.requireNonNull(costs.get(subject)).get(way));
  }

  /** How much of the time of another way one takes. */
  public double ratio(Case subject, Way way, Way to) {
    return of(subject, way).nanos() / of(subject, to).nanos();
  }

  /** For people. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "%-12s %-12s %12s %14s %14s%n"
            .formatted("case", "way", "ns/record", "bytes/record", "of avro_fast"));
    for (Case subject : Case.values()) {
      for (Way way : Way.values()) {
        Cost cost = of(subject, way);
        table.append(
            "%-12s %-12s %12.0f %14.1f %14.2f%n"
                .formatted(
                    subject.word(),
                    way.word(),
                    cost.nanos(),
                    cost.bytes(),
                    ratio(subject, way, Way.AVRO_FAST)));
      }
    }
    return table.toString();
  }
}
