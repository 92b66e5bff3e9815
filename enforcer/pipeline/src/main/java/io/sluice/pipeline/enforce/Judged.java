package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Verdict;
import io.sluice.pipeline.count.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What judging one record gave.
 *
 * @param schemaId the writer schema id that it names; null where it names none
 */
record Judged(Outcome outcome, Verdict verdict, @Nullable SchemaId schemaId) {

  static Judged of(Verdict verdict, @Nullable SchemaId schemaId) {
    Outcome outcome =
        verdict.isViolating()
            ? Outcome.VIOLATING
            : verdict.isFlagged() ? Outcome.FLAGGED : Outcome.COMPLIANT;
    return new Judged(outcome, verdict, schemaId);
  }

  static Judged passed(Outcome outcome, @Nullable SchemaId schemaId) {
    return new Judged(outcome, Verdict.COMPLIANT, schemaId);
  }
}
