package io.sluice.pipeline.replay;

import org.apache.kafka.common.KafkaException;

/** Letters could not be sent; those that were committed before are sent. */
public final class UnsentException extends RuntimeException {

  private final KafkaException failure;

  UnsentException(KafkaException failure) {
    super("letters could not be sent", failure);
    this.failure = failure;
  }

  /** What Kafka's client says. */
  public KafkaException failure() {
    return failure;
  }
}
