package io.sluice.pipeline.enforce;

/**
 * The pipeline stops while a record waits for infrastructure. The record is judged after the next
 * start.
 */
public final class StoppedException extends RuntimeException {

  StoppedException() {
    super("the pipeline stops; this record waits for its next start");
  }
}
