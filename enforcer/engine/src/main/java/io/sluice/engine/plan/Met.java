package io.sluice.engine.plan;

import org.jspecify.annotations.Nullable;

/**
 * A record type as a compiler meets it: its schemas, with what is said of it there. These are told
 * apart by their place in memory: comparing schemas by content would walk each anew at every record
 * in it.
 */
final class Met {

  private final @Nullable Object[] parts;

  /**
   * @param parts what makes the difference, in an order of their own
   */
  Met(@Nullable Object... parts) {
    this.parts = parts.clone();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // that is what it is for
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Met met) || met.parts.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != met.parts[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Object part : parts) {
      hash = 31 * hash + System.identityHashCode(part);
    }
    return hash;
  }
}
