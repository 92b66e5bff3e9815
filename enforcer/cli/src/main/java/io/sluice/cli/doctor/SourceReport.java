package io.sluice.cli.doctor;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.topic.TopicState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One contract as a source of data: how it stands, and what is amiss.
 *
 * @param name as it was asked for
 * @param contract the registered one, or that of the file; null where neither can be had
 * @param registered whether it is the registered one, with the id of its schema; null where not
 * @param successor a higher version that is registered; null where it is the newest
 * @param topics those that are there
 * @param freshness how old the newest record may be; null where nothing is promised
 */
public record SourceReport(
    String name,
    @Nullable CompiledContract contract,
    @Nullable Long registered,
    @Nullable String successor,
    List<Topic> topics,
    @Nullable Duration freshness,
    List<Symptom> symptoms) {

  /** A topic that is there. */
  public record Topic(TopicRole role, String name, TopicState.There state) {}

  public SourceReport {
    topics = List.copyOf(topics);
    symptoms = List.copyOf(symptoms);
  }

  boolean hasProblems() {
    return symptoms.stream().anyMatch(Symptom::isProblem);
  }

  boolean isFine() {
    return symptoms.isEmpty();
  }

  /** When the newest raw record was published; empty where there is none, or nobody can say. */
  Optional<Instant> lastUpdated() {
    return topics.stream()
        .filter(topic -> topic.role() == TopicRole.RAW)
        .findFirst()
        .flatMap(topic -> topic.state().extent().newest());
  }

  /** A report that is being written. */
  static final class Draft {
    final String name;
    @Nullable CompiledContract contract;
    @Nullable Long registered;
    @Nullable String successor;
    @Nullable Duration freshness;
    final List<Topic> topics = new ArrayList<>();
    final List<Symptom> symptoms = new ArrayList<>();

    Draft(String name) {
      this.name = name;
    }

    void problem(Symptom.Check check, String message) {
      symptoms.add(Symptom.problem(check, message));
    }

    void warning(Symptom.Check check, String message) {
      symptoms.add(Symptom.warning(check, message));
    }

    SourceReport done() {
      return new SourceReport(name, contract, registered, successor, topics, freshness, symptoms);
    }
  }
}
