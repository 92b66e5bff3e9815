package io.sluice.engine.rewrite;

/**
 * Where the keys come from that masks name. The engine keeps none: who runs it implements this, and
 * asks for every key that a contract names before the first record.
 */
public interface MaskKeys {

  /**
   * The key of a name, for one thread.
   *
   * @throws MissingKeyException where there is none
   */
  HashKey hashing(String name);

  /** Likewise, of those that make tokens. */
  TokenKey tokenising(String name);

  /** For contracts whose masks need no keys. */
  static MaskKeys none() {
    return new MaskKeys() {
      @Override
      public HashKey hashing(String name) {
        throw new MissingKeyException(name);
      }

      @Override
      public TokenKey tokenising(String name) {
        throw new MissingKeyException(name);
      }
    };
  }
}
