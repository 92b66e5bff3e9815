package io.sluice.engine.rewrite;

import io.sluice.engine.contract.Mask;
import java.util.List;

/**
 * The keys that a contract's masks need; masks know them by their places.
 *
 * @param hashing names of keys that hash
 * @param tokenising names of keys that make tokens
 */
public record KeyNames(List<String> hashing, List<String> tokenising) {

  public KeyNames {
    hashing = List.copyOf(hashing);
    tokenising = List.copyOf(tokenising);
  }

  /** Those of some masks, each once. */
  public static KeyNames of(List<Mask> masks) {
    return new KeyNames(
        masks.stream()
            .filter(Mask.Hash.class::isInstance)
            .map(mask -> ((Mask.Hash) mask).key())
            .distinct()
            .toList(),
        masks.stream()
            .filter(Mask.Tokenise.class::isInstance)
            .map(mask -> ((Mask.Tokenise) mask).key())
            .distinct()
            .toList());
  }

  /** Whether no mask needs one. */
  public boolean isEmpty() {
    return hashing.isEmpty() && tokenising.isEmpty();
  }
}
