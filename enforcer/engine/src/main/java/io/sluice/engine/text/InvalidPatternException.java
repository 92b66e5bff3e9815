package io.sluice.engine.text;

import org.jspecify.annotations.Nullable;

/** A pattern that RE2 does not have; the message says why, for whoever wrote it. */
public final class InvalidPatternException extends Exception {

  InvalidPatternException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
