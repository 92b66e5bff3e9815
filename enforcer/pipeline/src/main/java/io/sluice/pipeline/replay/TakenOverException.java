package io.sluice.pipeline.replay;

/** Another replay to the same pipeline has begun, and goes on where this one stands. */
public final class TakenOverException extends RuntimeException {

  TakenOverException(String topic, Throwable cause) {
    super(
        "another replay to %s began and took over; run this one again for what that one leaves"
            .formatted(topic),
        cause);
  }
}
