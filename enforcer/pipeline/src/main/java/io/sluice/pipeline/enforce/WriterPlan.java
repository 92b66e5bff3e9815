package io.sluice.pipeline.enforce;

import io.sluice.engine.plan.Plan;
import io.sluice.pipeline.count.Outcome;

/** What a contract has to do with the records of one writer schema. */
sealed interface WriterPlan {

  /** Judges them. */
  record Judge(Plan plan) implements WriterPlan {}

  /**
   * Leaves them to others.
   *
   * @param to to which others
   */
  record Leave(Outcome to) implements WriterPlan {}
}
