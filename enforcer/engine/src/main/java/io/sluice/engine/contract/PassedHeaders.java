package io.sluice.engine.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which headers of producers product records have. Nobody declares what a header holds, so where
 * there is personal data those pass that the contract names.
 *
 * @param all whether every one
 * @param names of those that do where not all do
 */
public record PassedHeaders(boolean all, Set<String> names) {

  public static final String PROPERTY = "sluice.headers";

  /** The word for every one. */
  public static final String PASS = "pass";

  private static final PassedHeaders ALL = new PassedHeaders(true, Set.of());
  private static final PassedHeaders NONE = new PassedHeaders(false, Set.of());

  public PassedHeaders {
    names = Set.copyOf(names);
  }

  /** What a contract says, or what holds for one that says nothing. */
  static PassedHeaders of(Contract contract) {
    return contract
        .customProperty(PROPERTY)
        .map(asked -> said(asked.value()))
        .orElse(contract.holdsPersonal() ? NONE : ALL);
  }

  private static PassedHeaders said(@Nullable Object value) {
    return value instanceof List<?> names
        ? new PassedHeaders(
            false, names.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()))
        : ALL;
  }

  /** Whether a header of that name passes. */
  public boolean holds(String name) {
    return all || names.contains(name);
  }
}
