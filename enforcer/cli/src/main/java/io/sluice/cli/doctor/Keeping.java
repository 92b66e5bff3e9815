package io.sluice.cli.doctor;

import io.sluice.cli.doctor.Symptom.Check;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.sli.Retention;
import java.time.Duration;
import java.util.Optional;

/**
 * Judges how long topics keep records: against what the contract promises, and what Sluice needs.
 * Of dead letters the pipeline warns itself.
 */
record Keeping(Contract contract) {

  /** A pipeline that is down over a night should lose nothing. */
  private static final Duration LEAST_RAW = Duration.ofDays(1);

  private static final Duration LEAST_COUNTS = Duration.ofDays(7);

  Optional<Symptom> symptom(TopicLook.Topic topic) {
    return topic.state().settings().retention().flatMap(kept -> symptom(topic, kept));
  }

  private Optional<Symptom> symptom(TopicLook.Topic topic, Duration kept) {
    return switch (topic.role()) {
      case RAW -> raw(topic.name(), kept);
      case PRODUCT ->
          Retention.of(contract).flatMap(promised -> product(topic.name(), kept, promised));
      case REPLAY ->
          Optional.of(
              warning(
                  "replay topic %s keeps records for %s by their own time: a replayed record that is older can vanish before it is read; set retention.ms to -1"
                      .formatted(topic.name(), Words.of(kept))));
      case COUNTS -> counts(topic.name(), kept);
      case DEAD_LETTERS -> Optional.empty();
    };
  }

  private static Optional<Symptom> raw(String topic, Duration kept) {
    return kept.compareTo(LEAST_RAW) < 0
        ? Optional.of(
            warning(
                "raw topic %s keeps records for %s: what a pipeline that is down for longer has not read is lost"
                    .formatted(topic, Words.of(kept))))
        : Optional.empty();
  }

  private static Optional<Symptom> product(String topic, Duration kept, Duration promised) {
    return kept.compareTo(promised) < 0
        ? Optional.of(
            Symptom.problem(
                Check.RETENTION,
                "product topic %s keeps records for %s, and the contract promises %s; set retention.ms to %d at least"
                    .formatted(topic, Words.of(kept), Words.of(promised), promised.toMillis())))
        : Optional.empty();
  }

  private static Optional<Symptom> counts(String topic, Duration kept) {
    return kept.compareTo(LEAST_COUNTS) < 0
        ? Optional.of(
            warning(
                "topic %s keeps counts for %s: where measuring is down for longer, promises miss them; set retention.ms to %d"
                    .formatted(topic, Words.of(kept), LEAST_COUNTS.toMillis())))
        : Optional.empty();
  }

  private static Symptom warning(String message) {
    return Symptom.warning(Check.RETENTION, message);
  }
}
