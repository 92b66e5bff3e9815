package io.sluice.cli.doctor;

import io.sluice.engine.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One contract as a source of data: how it stands, and what is amiss.
 *
 * @param name as it was asked for
 * @param unreached what could not be asked
 */
record SourceReport(
    String name, Instant lookedAt, ContractLook look, TopicLook topics, List<Symptom> unreached) {

  SourceReport {
    unreached = List.copyOf(unreached);
  }

  /** Its contract; empty where none can be had. */
  Optional<Contract> contract() {
    return Optional.ofNullable(look.contract()).map(compiled -> compiled.contract());
  }

  /** How old the newest record may be; empty where nothing is promised. */
  Optional<Duration> freshness() {
    return Optional.ofNullable(look.contract())
        .flatMap(compiled -> Freshness.of(compiled).atMost());
  }

  /** All that is amiss. */
  List<Symptom> symptoms() {
    return Stream.of(look.symptoms(), topics.symptoms(), unreached).flatMap(List::stream).toList();
  }

  boolean hasProblems() {
    return symptoms().stream().anyMatch(Symptom::isProblem);
  }

  boolean isFine() {
    return symptoms().isEmpty();
  }
}
