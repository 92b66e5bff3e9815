package io.sluice.engine.rewrite;

/** A key that turns values into tokens, and that tokens can be read with. One thread's. */
public interface TokenKey {

  /** A token has no more bytes than this beyond those of its value. */
  int MOST_OVERHEAD = 64;

  /**
   * The token of a value: encrypted and authenticated so that equal values give equal tokens, such
   * as AES-SIV (RFC 5297).
   */
  byte[] token(byte[] value, int offset, int length);
}
