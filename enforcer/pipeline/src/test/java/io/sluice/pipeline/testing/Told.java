package io.sluice.pipeline.testing;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Status;
import io.sluice.engine.objective.Target;
import io.sluice.pipeline.measure.SliResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Results as somebody tells them who measures a contract. */
public final class Told {

  private Told() {}

  /** How adherence stands: a target of more than 99.5 %, with two burn rates. */
  public static SliResult window(String contract, String indicator, long good, Instant at) {
    return new SliResult(
        promised(contract, indicator),
        SliResult.Scope.WINDOW,
        result(at.minus(Duration.ofDays(30)), at, good),
        0,
        Current.KEPT,
        course(at),
        at);
  }

  /** What a day came to. */
  public static SliResult day(
      String contract, String indicator, Instant start, long good, Instant at) {
    return new SliResult(
        promised(contract, indicator),
        SliResult.Scope.PERIOD,
        result(start, start.plus(Duration.ofDays(1)), good),
        3,
        Current.BROKEN,
        course(at),
        at);
  }

  private static SliResult.Promised promised(String contract, String indicator) {
    return new SliResult.Promised(
        contract,
        "1.2.0",
        indicator,
        "adherence",
        Optional.of("lines[*].price"),
        List.of("id", "at"),
        Optional.of(new Target(new BigDecimal("99.5"), true)));
  }

  private static Result result(Instant start, Instant end, long good) {
    return new Result(new Period(start, end), new Counts(good, 1_000), Result.State.PROVISIONAL);
  }

  private static SliResult.Course course(Instant at) {
    return new SliResult.Course(
        Status.AT_RISK,
        "999 of 1000 good",
        at.minusSeconds(60),
        Optional.of(new BigDecimal("-12.345678")),
        new TreeMap<>(
            Map.of(
                Duration.ofHours(1),
                Optional.of(new BigDecimal("14.500000")),
                Duration.ofMinutes(5),
                Optional.empty())));
  }
}
