package io.sluice.pipeline.measurement;

import org.jspecify.annotations.Nullable;

/**
 * Where measurements keep their state: bytes by key, in the order of the keys' unsigned bytes. What
 * is put is to be there after a restart, as one with the deltas that were taken.
 */
public interface Shelf {

  /** Looks at one entry after the other. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Takes note of an entry; the shelf must not be changed meanwhile.
     *
     * @return whether to go on
     */
    boolean visit(byte[] key, byte[] value);
  }

  byte @Nullable [] get(byte[] key);

  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /**
   * Visits the entries whose keys begin with some bytes.
   *
   * @param from the first key of interest; the prefix itself for all of them
   */
  void visit(byte[] prefix, byte[] from, Visitor visitor);
}
