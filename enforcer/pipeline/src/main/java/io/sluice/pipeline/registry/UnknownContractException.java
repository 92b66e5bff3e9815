package io.sluice.pipeline.registry;

/** The registry has no contract of that id. */
public final class UnknownContractException extends Exception {

  public UnknownContractException(String id) {
    super(
        "no contract "
            + id
            + " is registered; publish it with `bin/sluice publish FILE --registry URL`");
  }
}
