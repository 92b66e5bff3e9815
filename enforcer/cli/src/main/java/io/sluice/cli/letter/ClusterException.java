package io.sluice.cli.letter;

/** Kafka can't be asked; says why, and what to look at. */
public final class ClusterException extends RuntimeException {

  ClusterException(String message, Throwable cause) {
    super(message, cause);
  }

  ClusterException(String message) {
    super(message);
  }
}
