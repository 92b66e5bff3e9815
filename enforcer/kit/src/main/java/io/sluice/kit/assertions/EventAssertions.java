package io.sluice.kit.assertions;

import org.jspecify.annotations.Nullable;

/** Where assertions about events begin. */
public final class EventAssertions {

  private EventAssertions() {}

  /**
   * About one event.
   *
   * @param event as {@link io.sluice.kit.EventContract} takes them
   */
  public static EventAssert assertThatEvent(@Nullable Object event) {
    return new EventAssert(event, null, null);
  }

  /** About each of several events. */
  public static EventsAssert assertThatEvents(Iterable<?> events) {
    return new EventsAssert(events, null, null);
  }
}
