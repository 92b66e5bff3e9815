package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.BurnRate;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Standing;
import io.sluice.engine.sli.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an indicator comes to at the end of a whole minute.
 *
 * @param at the end of that minute
 * @param judged all that was ever judged, as it was first judged: only grows
 * @param standing over the objective's window, or as of now where there is none; with whether the
 *     promise is kept now
 * @param window what the standing is about: the objective's window, or 30 days
 * @param burns the burn rate over each window that an alert looks at; empty where none does
 * @param open the newest calendar period that has begun, as it stands; empty where there are none
 * @param settled periods whose results became final, or were revised, since the reading before
 */
public record Reading(
    Indicator indicator,
    Instant at,
    Counts judged,
    Standing standing,
    Result window,
    Map<Duration, BurnRate> burns,
    Optional<PeriodResult> open,
    List<PeriodResult> settled) {

  public Reading {
    burns = Map.copyOf(burns);
    settled = List.copyOf(settled);
  }

  /**
   * What a period came to.
   *
   * @param late how many records or keys came after it was due
   * @param kept whether it keeps what is promised
   */
  public record PeriodResult(Result result, long late, Current kept) {}

  public Current current() {
    return standing.current();
  }
}
