package io.sluice.pipeline.key;

import java.util.Optional;

/**
 * Keys that others may take over from, while they are in use.
 *
 * @param <K> of which kind these are
 */
public interface Rotatable<K> {

  /**
   * Why others can't take over from these, as a sentence without its subject; empty where they can.
   */
  Optional<String> refusal(K next);

  /** What tells these keys from those before and after them, as logs have it: {@code key=17}. */
  String state();
}
