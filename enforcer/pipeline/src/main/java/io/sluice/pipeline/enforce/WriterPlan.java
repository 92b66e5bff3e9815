package io.sluice.pipeline.enforce;

import io.sluice.engine.plan.Plan;

/** What a contract has to do with the records of one writer schema. */
sealed interface WriterPlan {

  /** Judges them. */
  record Judge(Plan plan) implements WriterPlan {}

  /** Leaves them to others. */
  record Leave() implements WriterPlan {}
}
