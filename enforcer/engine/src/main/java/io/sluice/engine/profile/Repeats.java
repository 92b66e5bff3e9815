package io.sluice.engine.profile;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value ever came twice. Watches by hashes of 64 bits, up to the first repeat or to a
 * stated number of values.
 */
final class Repeats {

  /** Of how many values hashes are kept: some five megabytes for a field that never repeats. */
  static final int MOST = 100_000;

  private @Nullable Set<Long> seen = new HashSet<>();
  private boolean repeated;

  void add(String value) {
    Set<Long> known = seen;
    if (known == null) {
      return;
    }
    if (!known.add(hash(value))) {
      repeated = true;
      seen = null;
    } else if (known.size() == MOST) {
      seen = null;
    }
  }

  /** Whether none was repeated, of those that were watched. */
  boolean isNone() {
    return !repeated;
  }

  private static long hash(String value) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
