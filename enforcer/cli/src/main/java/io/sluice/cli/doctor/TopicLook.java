package io.sluice.cli.doctor;

import io.sluice.pipeline.topic.TopicState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a contract's topics.
 *
 * @param topics those that are there
 */
record TopicLook(List<Topic> topics, List<Symptom> symptoms) {

  /** Of topics that nobody could be asked about. */
  static final TopicLook NONE = new TopicLook(List.of(), List.of());

  /** A topic that is there. */
  record Topic(TopicRole role, String name, TopicState.There state) {}

  TopicLook {
    topics = List.copyOf(topics);
    symptoms = List.copyOf(symptoms);
  }

  /** The same, with more that is amiss. */
  TopicLook and(List<Symptom> more) {
    return new TopicLook(topics, Stream.concat(symptoms.stream(), more.stream()).toList());
  }

  /** The raw topic; empty where it is not there. */
  Optional<Topic> raw() {
    return topics.stream().filter(topic -> topic.role() == TopicRole.RAW).findFirst();
  }

  /** When the newest raw record was published; empty where there is none, or nobody can say. */
  Optional<Instant> lastUpdated() {
    return raw().flatMap(topic -> topic.state().extent().newest());
  }
}
