package io.sluice.engine.rewrite;

import java.util.Optional;

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

  /**
   * The keys that a person has alone, under the same names.
   *
   * @param subject holds the text that says who it is, from its start
   * @return empty where that person is forgotten, so that nobody can make these keys any more
   * @throws MissingKeyException where persons have no keys here
   */
  default Optional<MaskKeys> ofSubject(byte[] subject, int length) {
    throw new MissingKeyException("of a subject's own");
  }

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
