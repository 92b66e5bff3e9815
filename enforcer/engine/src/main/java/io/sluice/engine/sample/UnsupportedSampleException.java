package io.sluice.engine.sample;

import java.io.IOException;

/** A file of a kind that is not read, or that is not what its name says. */
public final class UnsupportedSampleException extends IOException {

  public UnsupportedSampleException(String message) {
    super(message);
  }

  public UnsupportedSampleException(String message, Throwable cause) {
    super(message, cause);
  }
}
