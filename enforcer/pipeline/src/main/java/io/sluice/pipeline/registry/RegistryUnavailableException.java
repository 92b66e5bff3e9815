package io.sluice.pipeline.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry did not answer, or not to us. Says nothing of what was asked for: wait, ask again.
 */
public final class RegistryUnavailableException extends Exception {

  public RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
