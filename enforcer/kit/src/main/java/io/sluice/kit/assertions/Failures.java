package io.sluice.kit.assertions;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an assertion throws that does not hold. */
final class Failures {

  /** Its trace begins where the assertion stands. */
  private static final Set<String> OWN =
      Set.of(Failures.class.getName(), EventAssert.class.getName(), EventsAssert.class.getName());

  private Failures() {}

  /**
   * The error.
   *
   * @param description stands before it in brackets, as AssertJ has it; null where there is none
   */
  static AssertionError of(@Nullable String description, String message) {
    AssertionError error =
        new AssertionError(description == null ? message : "[" + description + "] " + message);
    error.setStackTrace(
        Arrays.stream(error.getStackTrace())
            .filter(frame -> !OWN.contains(frame.getClassName()))
            .toArray(StackTraceElement[]::new));
    return error;
  }
}
