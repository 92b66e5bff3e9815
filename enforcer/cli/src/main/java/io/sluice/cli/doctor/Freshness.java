package io.sluice.cli.doctor;

import io.sluice.cli.doctor.Symptom.Check;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sli.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges how old the newest raw record is, by the timestamp that its producer gave it.
 *
 * @param skew how far clocks may differ
 * @param atMost what the contract promises; empty where it promises nothing
 * @param isInForce whether that was promised to anybody yet
 */
record Freshness(Duration skew, Optional<Duration> atMost, boolean isInForce) {

  static Freshness of(CompiledContract contract) {
    return new Freshness(
        contract.promises().clockSkew(),
        contract.promises().indicators().stream()
            .filter(Indicator.Freshness.class::isInstance)
            .map(indicator -> ((Indicator.Freshness) indicator).atMost())
            .min(Duration::compareTo),
        contract.contract().status().isEnforced());
  }

  Optional<Symptom> symptom(TopicLook.Topic raw, Instant now) {
    Optional<Instant> newest = raw.state().extent().newest();
    if (newest.isEmpty()) {
      return Optional.of(
          warning(
              "raw topic %s is empty: has the producer been started, and does it publish there?"
                  .formatted(raw.name())));
    }
    return symptom(Duration.between(newest.get(), now));
  }

  private Optional<Symptom> symptom(Duration age) {
    if (age.compareTo(skew.negated()) < 0) {
      return Optional.of(
          warning(
              "the newest raw record is dated %s ahead: is a producer's clock wrong? How fresh the data is can't be told by it"
                  .formatted(Words.of(age.negated()))));
    }
    return atMost.filter(most -> age.compareTo(most) > 0).map(most -> stale(age, most));
  }

  private Symptom stale(Duration age, Duration most) {
    String message =
        "the newest raw record is %s old, and the contract promises at most %s: does the producer run?"
            .formatted(Words.of(age), Words.of(most));
    return isInForce ? Symptom.problem(Check.FRESHNESS, message) : warning(message);
  }

  private static Symptom warning(String message) {
    return Symptom.warning(Check.FRESHNESS, message);
  }
}
