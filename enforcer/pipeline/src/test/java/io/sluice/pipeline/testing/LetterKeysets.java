package io.sluice.pipeline.testing;

import com.google.crypto.tink.KeysetHandle;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.seal.LetterKeys;

/** Keysets of letters, as who runs Sluice makes them. */
public final class LetterKeysets {

  private LetterKeysets() {}

  /** One of one key. */
  public static KeysetHandle fresh() {
    return KeysetKind.LETTERS.made();
  }

  /** The keyset with a new key that seals from now on; its older ones still open. */
  public static KeysetHandle rotated(KeysetHandle keyset) {
    return KeysetKind.LETTERS.rotated(keyset);
  }

  /** Its keys. */
  public static LetterKeys keys(KeysetHandle keyset) {
    try {
      return LetterKeys.of(keyset);
    } catch (KeysetException e) {
      throw new IllegalStateException(e);
    }
  }
}
