package io.sluice.pipeline.registry;

/** A contract that can't be published as it is; the message says why and what to do instead. */
public final class PublicationRefusedException extends Exception {

  public PublicationRefusedException(String message) {
    super(message);
  }
}
