package io.sluice.engine.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each product record says of its judging, in a header of that name. Where the stream is wide
 * and its records small, a contract may do without: headers take room and time for each record.
 */
public enum Stamp {
  /** By which contract: its id and its version. */
  CONTRACT,
  /** When. */
  TIMESTAMP;

  public static final String PROPERTY = "sluice.stamps";

  /** What holds for a contract that says nothing. */
  private static final Set<Stamp> ALL = Set.of(values());

  /** The word in contracts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stamp that a word names; empty where there is none such. */
  public static Optional<Stamp> parse(String text) {
    return Arrays.stream(values()).filter(stamp -> stamp.word().equals(text)).findFirst();
  }

  /** Those that a contract lists, none among them; all where it lists nothing. */
  static Set<Stamp> of(Contract contract) {
    return contract
        .customProperty(PROPERTY)
        .map(asked -> asked.value() instanceof List<?> words ? listed(words) : ALL)
        .orElse(ALL);
  }

  private static Set<Stamp> listed(List<?> words) {
    return words.stream()
        .flatMap(word -> parse(String.valueOf(word)).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
