package io.sluice.engine.sli;

import io.sluice.engine.finding.Location;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every indicator has.
 *
 * @param id the id of the SLA property or the rule, unique in the contract; of what every contract
 *     has and does not state, the indicator's word
 * @param eventTime the path of the field that says when a record happened; null where the contract
 *     names none, or none matters
 * @param bound what a rule holds its counts to; empty where the promise is no rule
 * @param objective the share and the window that it is held to; empty where the contract gives
 *     none: then it is measured, and stands by its own promise
 * @param description for people; null where the contract has none
 * @param location where the contract states it
 */
public record Promise(
    String id,
    @Nullable String eventTime,
    Optional<Bound> bound,
    Optional<Objective> objective,
    @Nullable String description,
    Location location) {

  /**
   * The share of good ones that is promised: the objective's, else the rule's own. Empty where no
   * share is, such as of a rule on rows.
   */
  public Optional<Target> target() {
    return objective.map(Objective::target).or(() -> bound.flatMap(Bound::target));
  }
}
