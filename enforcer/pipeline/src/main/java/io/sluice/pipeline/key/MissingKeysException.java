package io.sluice.pipeline.key;

/**
 * A contract's masks, or the seal of its dead letters, need keys that nobody gave. Without them its
 * records can't be written, so its pipeline does not start; the message says which, and what to do.
 */
public final class MissingKeysException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public MissingKeysException(String message) {
    super(message);
  }
}
