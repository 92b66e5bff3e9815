package io.sluice.bench.validate;

import java.util.Map;
import java.util.Objects;

/** What masking was measured to cost. */
public record MaskResult(Map<MaskStep, Cost> costs) {

  public Cost of(MaskStep step) {
    return Objects.requireNonNull(costs.get(step));
  }

  /** How much more an order takes that is masked. */
  public double ratio() {
    return of(MaskStep.MASKED).nanos() / of(MaskStep.JUDGED).nanos();
  }

  /** For people. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append("%-12s %12s %14s %14s%n".formatted("", "ns", "bytes", "of judged"));
    for (MaskStep step : MaskStep.values()) {
      Cost cost = of(step);
      table.append(
          "%-12s %12.0f %14.1f %14.2f%n"
              .formatted(
                  step.word(),
                  cost.nanos(),
                  cost.bytes(),
                  cost.nanos() / of(MaskStep.JUDGED).nanos()));
    }
    return table.toString();
  }
}
