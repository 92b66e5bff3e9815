package io.sluice.pipeline.key;

import org.jspecify.annotations.Nullable;

/** A keyset can't be used; the message says why and what to do, and holds nothing of the keys. */
public final class KeysetException extends Exception {

  private static final long serialVersionUID = 1;

  KeysetException(String message) {
    this(message, null);
  }

  public KeysetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
