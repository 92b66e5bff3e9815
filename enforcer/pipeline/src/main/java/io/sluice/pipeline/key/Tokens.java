package io.sluice.pipeline.key;

import com.google.crypto.tink.DeterministicAead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** Reads the tokens of one name of keys. Safe to share. */
public final class Tokens {

  private static final byte[] NOTHING_ASSOCIATED = new byte[0];

  private final DeterministicAead keys;

  Tokens(DeterministicAead keys) {
    this.keys = keys;
  }

  /**
   * The text that a token stands for; empty where it is no token, or of a key that is not there.
   *
   * @param token as product records have it, in base64url
   */
  public Optional<String> read(String token) {
    try {
      byte[] value =
          keys.decryptDeterministically(Base64.getUrlDecoder().decode(token), NOTHING_ASSOCIATED);
      return Optional.of(new String(value, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
