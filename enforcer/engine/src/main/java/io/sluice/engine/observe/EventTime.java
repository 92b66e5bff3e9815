package io.sluice.engine.observe;

import io.sluice.engine.cel.Layout.Whole.Count;
import io.sluice.engine.cel.Varints;
import io.sluice.engine.text.TimeText;
import io.sluice.engine.walk.Walk;

/** A value that says when a record happened. Local times are read as if they were UTC. */
public sealed interface EventTime extends Sight {

  /** A count of a unit since 1970. */
  record Counted(int place, Count count) implements EventTime {

    private static final long MILLIS_OF_DAY = 86_400_000;

    /** Whether such a count is a point in time, rather than a number or a time of day. */
    public static boolean isPoint(Count count) {
      return switch (count) {
        case DATE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> true;
        case NUMBER, DOUBLE, FLOAT, TIME_MILLIS, TIME_MICROS -> false;
      };
    }

    @Override
    public void see(Walk walk, int at, Observation into) {
      long value = Varints.read(walk.bytes(), at);
      switch (count) {
        // An int, whose product fits.
        case DATE -> into.day(place, value * MILLIS_OF_DAY);
        case TIMESTAMP_MILLIS -> into.time(place, value);
        case TIMESTAMP_MICROS -> into.time(place, Math.floorDiv(value, 1_000L));
        case TIMESTAMP_NANOS -> into.time(place, Math.floorDiv(value, 1_000_000L));
        case NUMBER, DOUBLE, FLOAT, TIME_MILLIS, TIME_MICROS ->
            into.time(place, Observation.NO_TIME);
      }
    }
  }

  /**
   * A text. What is no such text is no time.
   *
   * @param isDay whether it is a date alone
   */
  record Written(int place, TimeText text, boolean isDay) implements EventTime {
    @Override
    public void see(Walk walk, int at, Observation into) {
      byte[] bytes = walk.bytes();
      int start = Varints.end(bytes, at);
      int length = (int) Varints.read(bytes, at);
      if (text.holds(bytes, start, length)) {
        long millis = text.millis(bytes, start, length);
        if (isDay) {
          into.day(place, millis);
        } else {
          into.time(place, millis);
        }
      }
    }
  }
}
