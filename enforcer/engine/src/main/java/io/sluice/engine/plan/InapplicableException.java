package io.sluice.engine.plan;

/**
 * A constraint that can't apply to a type; the message says why, for whoever wrote the contract.
 */
final class InapplicableException extends Exception {

  InapplicableException(String message) {
    super(message);
  }

  InapplicableException(String message, Throwable cause) {
    super(message, cause);
  }
}
