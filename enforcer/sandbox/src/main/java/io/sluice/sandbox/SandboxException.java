package io.sluice.sandbox;

/** The sandbox could not start or go on; the message says why and what to do next. */
public final class SandboxException extends RuntimeException {

  public SandboxException(String message) {
    super(message);
  }

  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
