package io.sluice.engine.rewrite;

/** A mask needs a key that nobody has given. */
public final class MissingKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public MissingKeyException(String name) {
    super("there is no key " + name + ", which a mask needs");
  }
}
