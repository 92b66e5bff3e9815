package io.sluice.pipeline.enforce;

import io.sluice.engine.observe.Observation;
import io.sluice.engine.verdict.Verdict;
import io.sluice.pipeline.count.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What judging one record gave.
 *
 * @param schemaId the writer schema id that it names; null where it names none
 * @param seen what the record shows, until the next one is judged; null where it has no value that
 *     decodes
 */
record Judged(
    Outcome outcome, Verdict verdict, @Nullable SchemaId schemaId, @Nullable Observation seen) {

  static Judged of(Verdict verdict, @Nullable SchemaId schemaId) {
    return of(verdict, schemaId, null);
  }

  static Judged of(Verdict verdict, @Nullable SchemaId schemaId, @Nullable Observation seen) {
    Outcome outcome =
        verdict.isViolating()
            ? Outcome.VIOLATING
            : verdict.isFlagged() ? Outcome.FLAGGED : Outcome.COMPLIANT;
    return new Judged(outcome, verdict, schemaId, seen);
  }

  static Judged passed(Outcome outcome, @Nullable SchemaId schemaId) {
    return new Judged(outcome, Verdict.COMPLIANT, schemaId, null);
  }
}
