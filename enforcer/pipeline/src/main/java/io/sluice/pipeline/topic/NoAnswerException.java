package io.sluice.pipeline.topic;

/** A cluster gives no answer, or none to whoever asks; says why and what to look at. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1;

  public NoAnswerException(String reason) {
    super(reason);
  }
}
