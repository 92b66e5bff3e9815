package io.sluice.pipeline.enforce;

import io.sluice.engine.observe.Observation;
import io.sluice.engine.verdict.Verdict;
import io.sluice.pipeline.count.Outcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What judging one record gave.
 *
 * @param schemaId the writer schema id that it names; null where it names none
 * @param seen what the record shows, until the next one is judged; null where it has no value that
 *     decodes
 * @param rewritten what its product is written from; null where that is the record as it came
 */
record Judged(
    Outcome outcome,
    Verdict verdict,
    @Nullable SchemaId schemaId,
    @Nullable Observation seen,
    @Nullable ConsumerRecord<byte[], byte[]> rewritten) {

  static Judged of(Verdict verdict, @Nullable SchemaId schemaId) {
    return of(verdict, schemaId, null);
  }

  static Judged of(Verdict verdict, @Nullable SchemaId schemaId, @Nullable Observation seen) {
    Outcome outcome =
        verdict.isViolating()
            ? Outcome.VIOLATING
            : verdict.isFlagged() ? Outcome.FLAGGED : Outcome.COMPLIANT;
    return new Judged(outcome, verdict, schemaId, seen, null);
  }

  static Judged passed(Outcome outcome, @Nullable SchemaId schemaId) {
    return new Judged(outcome, Verdict.COMPLIANT, schemaId, null, null);
  }

  /** The same, where the product is written from another record than the one that was judged. */
  Judged as(ConsumerRecord<byte[], byte[]> product) {
    return new Judged(outcome, verdict, schemaId, seen, product);
  }

  /** What the product is written from. */
  ConsumerRecord<byte[], byte[]> product(ConsumerRecord<byte[], byte[]> raw) {
    return rewritten == null ? raw : rewritten;
  }

  /** Without what the record holds. */
  @Override
  public String toString() {
    return "Judged[outcome=%s, schemaId=%s]".formatted(outcome, schemaId);
  }
}
