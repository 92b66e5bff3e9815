package io.sluice.engine.rewrite;

import io.sluice.engine.contract.Mask;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a contract's masks need; masks know them by their places.
 *
 * @param hashing those that hash
 * @param tokenising those that make tokens
 */
public record KeyNames(List<Named> hashing, List<Named> tokenising) {

  /**
   * A key.
   *
   * @param subject the path of the field that says whose key of that name it is; null for one that
   *     all records share
   */
  public record Named(String name, @Nullable String subject) {}

  public KeyNames {
    hashing = List.copyOf(hashing);
    tokenising = List.copyOf(tokenising);
  }

  /** Those of some masks, each once. */
  public static KeyNames of(List<Mask> masks) {
    return new KeyNames(
        masks.stream()
            .filter(Mask.Hash.class::isInstance)
            .map(mask -> of((Mask.Hash) mask))
            .distinct()
            .toList(),
        masks.stream()
            .filter(Mask.Tokenise.class::isInstance)
            .map(mask -> of((Mask.Tokenise) mask))
            .distinct()
            .toList());
  }

  private static Named of(Mask.Hash mask) {
    return named(mask.key(), mask.subject());
  }

  private static Named of(Mask.Tokenise mask) {
    return named(mask.key(), mask.subject());
  }

  private static Named named(String key, Mask.@Nullable Subject subject) {
    return new Named(key, subject == null ? null : subject.path());
  }

  /** The place of the key of a mask. */
  public int place(Mask.Hash mask) {
    return hashing.indexOf(of(mask));
  }

  /** Likewise, among those that make tokens. */
  public int place(Mask.Tokenise mask) {
    return tokenising.indexOf(of(mask));
  }

  /** The paths of the fields that say whose keys masks take, each once. */
  public List<String> subjects() {
    return Stream.concat(hashing.stream(), tokenising.stream())
        .map(Named::subject)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Whether no mask needs one. */
  public boolean isEmpty() {
    return hashing.isEmpty() && tokenising.isEmpty();
  }
}
