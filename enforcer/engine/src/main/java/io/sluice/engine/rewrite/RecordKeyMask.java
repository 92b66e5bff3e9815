package io.sluice.engine.rewrite;

import io.sluice.engine.contract.Mask;
import java.util.Base64;

/**
 * Masks the keys of records: equal keys stay equal and different ones different, so that a
 * compacted topic, joins and partitions go on working. Gives what the same mask gives of a string
 * field with the same bytes. One thread's.
 */
public interface RecordKeyMask {

  /** What the product has in place of a key. */
  byte[] mask(byte[] key);

  /**
   * The mask that a contract asks for.
   *
   * @throws MissingKeyException where its key is missing
   */
  static RecordKeyMask of(Mask mask, MaskKeys keys) {
    return switch (mask) {
      case Mask.Hash(String name, Integer length, Mask.Subject subject) -> {
        HashKey hashing = keys.hashing(name);
        byte[] hash = new byte[HashKey.LENGTH];
        yield key -> {
          hashing.hash(key, 0, key.length, hash);
          return Hex.of(hash, length == null ? 2 * HashKey.LENGTH : length);
        };
      }
      case Mask.Tokenise(String name, Mask.Subject subject) -> {
        TokenKey tokens = keys.tokenising(name);
        yield key ->
            Base64.getUrlEncoder().withoutPadding().encode(tokens.token(key, 0, key.length));
      }
      case Mask.Redact redact -> throw unfit(mask);
      case Mask.Partial partial -> throw unfit(mask);
      case Mask.Generalise generalise -> throw unfit(mask);
    };
  }

  private static IllegalArgumentException unfit(Mask mask) {
    return new IllegalArgumentException(mask.word() + " does not keep different keys apart");
  }
}
