package io.sluice.pipeline.sli;

import io.sluice.engine.observe.Observation;
import io.sluice.pipeline.delta.Delta.EventTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest of an event time that indicators go by. One task's. */
final class EventTally {

  private final String element;
  private final int place;
  private final long skew;
  private long newest = Observation.NO_TIME;
  private long ahead;
  private long unreadable;

  /**
   * @param place of the event time in observations
   * @param skew how far ahead of the clock it may be
   */
  EventTally(String element, int place, long skew) {
    this.element = element;
    this.place = place;
    this.skew = skew;
  }

  void count(boolean isPassed, long judged, Observation seen) {
    long time = seen.time(place);
    if (time == Observation.NO_TIME) {
      unreadable++;
    } else if (isPassed && time - judged > skew) {
      ahead++;
    } else if (isPassed && time > newest) {
      newest = time;
    }
  }

  EventTimes times() {
    @Nullable Instant known = newest == Observation.NO_TIME ? null : Instant.ofEpochMilli(newest);
    return new EventTimes(element, known, ahead, unreadable);
  }

  void clear() {
    newest = Observation.NO_TIME;
    ahead = 0;
    unreadable = 0;
  }
}
