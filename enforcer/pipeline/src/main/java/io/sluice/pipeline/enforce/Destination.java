package io.sluice.pipeline.enforce;

import io.sluice.pipeline.topic.OutputTopic;
import io.sluice.pipeline.topic.TopicFacts;

/** Where records go. */
enum Destination {
  PRODUCT("product") {
    @Override
    OutputTopic in(TopicFacts facts) {
      return facts.product();
    }
  },
  DEAD_LETTER("dead-letter") {
    @Override
    OutputTopic in(TopicFacts facts) {
      return facts.deadLetter();
    }
  };

  private final String sink;

  Destination(String sink) {
    this.sink = sink;
  }

  /** The node of the topology that writes there. */
  String sink() {
    return sink;
  }

  /** The topic that it is. */
  abstract OutputTopic in(TopicFacts facts);
}
