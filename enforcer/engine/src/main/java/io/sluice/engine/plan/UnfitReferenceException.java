package io.sluice.engine.plan;

/**
 * The schema of a reference topic's records is not what a population needs of it; the message says
 * why, to follow the name of the schema.
 */
public final class UnfitReferenceException extends Exception {

  private static final long serialVersionUID = 1;

  UnfitReferenceException(String message) {
    super(message);
  }
}
