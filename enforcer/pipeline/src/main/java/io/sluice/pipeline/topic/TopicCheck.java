package io.sluice.pipeline.topic;

import java.util.List;

/** What a look at the topics of a contract gave. */
public sealed interface TopicCheck {

  /**
   * The stream can run.
   *
   * @param warnings settings that would stop it or lose something in the case that each names
   */
  record Ready(TopicFacts facts, List<String> warnings) implements TopicCheck {
    public Ready {
      warnings = List.copyOf(warnings);
    }
  }

  /** Not yet; looking again may find it otherwise. The reason says what is waited for. */
  record NotYet(String reason) implements TopicCheck {}

  /** Somebody has to change something; the reason says what. */
  record Unusable(String reason) implements TopicCheck {}
}
