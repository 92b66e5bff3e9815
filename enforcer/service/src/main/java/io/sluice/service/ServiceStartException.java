package io.sluice.service;

/** The service can't start where it is; the message says what to do. */
public final class ServiceStartException extends RuntimeException {

  ServiceStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
