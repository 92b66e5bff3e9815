package io.sluice.pipeline.topic;

import java.util.List;

/** What a look at the topics of a contract gave. */
public sealed interface TopicCheck {

  /**
   * The stream can run.
   *
   * @param warnings settings that would hold it up or lose something in the case that each names
   */
  record Ready(TopicFacts facts, List<String> warnings) implements TopicCheck {
    public Ready {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Not yet; looking again may find it otherwise, since whatever is amiss with a topic can be put
   * right while the pipeline waits. The reason says what is waited for, or what somebody has to do.
   */
  record NotYet(String reason) implements TopicCheck {}
}
