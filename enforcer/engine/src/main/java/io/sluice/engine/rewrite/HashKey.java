package io.sluice.engine.rewrite;

/** A key that hashes values. One thread's. */
public interface HashKey {

  /** How many bytes a hash has. */
  int LENGTH = 32;

  /**
   * HMAC-SHA-256 (RFC 2104) of a value.
   *
   * @param into takes the {@link #LENGTH} bytes, from its start
   */
  void hash(byte[] value, int offset, int length, byte[] into);
}
