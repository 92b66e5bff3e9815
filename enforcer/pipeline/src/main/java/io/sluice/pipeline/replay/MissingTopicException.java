package io.sluice.pipeline.replay;

/** A topic that a replay needs is not there. */
public final class MissingTopicException extends RuntimeException {

  MissingTopicException(String message) {
    super(message);
  }

  static MissingTopicException ofReplays(String topic) {
    return new MissingTopicException(
        "there is no topic %s, which the contract's pipeline reads and creates: is this its cluster, and has the pipeline run?"
            .formatted(topic));
  }
}
