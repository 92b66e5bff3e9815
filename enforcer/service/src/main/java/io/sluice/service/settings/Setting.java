package io.sluice.service.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting that a user can make.
 *
 * @param name such as {@code sluice.registry.url}; words of a segment are joined by hyphens
 * @param legal what its values may be, for people
 * @param fallback the value where it is not set, in the form a user would write; empty where there
 *     is none
 * @param meaning what it does, for the reference
 * @param isSecret whether its value must never be printed
 */
public record Setting<T>(
    String name,
    Parser<T> parser,
    String legal,
    Optional<String> fallback,
    String meaning,
    boolean isSecret) {

  /** Reads a value as a user writes it. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException where it is not legal
     */
    T parse(String text);
  }

  static <T> Setting<T> optional(String name, Parser<T> parser, String legal, String meaning) {
    return new Setting<>(name, parser, legal, Optional.empty(), meaning, false);
  }

  static Setting<String> secret(String name, String meaning) {
    return new Setting<>(name, text -> text, "a secret", Optional.empty(), meaning, true);
  }

  static <T> Setting<T> of(
      String name, Parser<T> parser, String legal, String fallback, String meaning) {
    return new Setting<>(name, parser, legal, Optional.of(fallback), meaning, false);
  }

  /** The environment variable that sets it: {@code SLUICE_REGISTRY_URL}. */
  public String variable() {
    return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
