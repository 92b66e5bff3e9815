package io.sluice.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * The cluster or the registry.
 *
 * @param name which of them
 * @param where its address
 * @param facts what it says of itself, and as whom it was asked; empty where it does not answer
 * @param problem why it can't be asked, and what to do; null where it can
 */
record Place(String name, String where, String facts, @Nullable String problem) {

  boolean isReached() {
    return problem == null;
  }
}
