package io.sluice.pipeline.sli;

import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.sli.CalendarWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * By periods, such as those of a calendar. To reckon with a calendar costs garbage, so the periods
 * that were met last are remembered.
 */
final class ByPeriod extends Division {

  private static final int MOST = 256;
  private static final long MILLIS_OF_DAY = Duration.ofDays(1).toMillis();

  private final Periods periods;
  private final ToLongFunction<Period> lateAfter;
  private final long[] starts = new long[MOST];
  private final long[] ends = new long[MOST];
  private final long[] limits = new long[MOST];
  private long day = NEVER;
  private long dayBegins = NEVER;
  private int known;
  private int last;

  private ByPeriod(Periods periods, ToLongFunction<Period> lateAfter) {
    this.periods = periods;
    this.lateAfter = lateAfter;
  }

  /** Periods in which nothing comes late. */
  static ByPeriod of(Periods periods) {
    return new ByPeriod(periods, period -> NEVER);
  }

  /** Periods of which comes late what is judged after their end and grace. */
  static ByPeriod of(CalendarWindow window) {
    long grace = window.grace().toMillis();
    return new ByPeriod(window.periods(), period -> period.end().toEpochMilli() + grace);
  }

  /** Periods of which comes late what is judged after their deadline. */
  static ByPeriod of(Deadlines deadlines) {
    return new ByPeriod(
        deadlines.periods(), period -> deadlines.of(period).deadline().toEpochMilli());
  }

  @Override
  void find(long at, long judged) {
    if (known == 0 || at < starts[last] || at >= ends[last]) {
      last = place(at);
    }
    found(starts[last], ends[last], limits[last]);
  }

  @Override
  void findDay(long midnight, long judged) {
    if (midnight != day) {
      day = midnight;
      dayBegins = begin(midnight);
    }
    find(dayBegins, judged);
  }

  /** When a day begins where the periods do. */
  private long begin(long midnight) {
    return switch (periods) {
      case Periods.Calendar calendar ->
          LocalDate.ofEpochDay(Math.floorDiv(midnight, MILLIS_OF_DAY))
              .atStartOfDay(calendar.zone())
              .toInstant()
              .toEpochMilli();
      case Periods.Even even -> midnight;
    };
  }

  private int place(long at) {
    int found = Arrays.binarySearch(starts, 0, known, at);
    int before = found >= 0 ? found : -found - 2;
    if (before >= 0 && at < ends[before]) {
      return before;
    }
    Period period = periods.of(Instant.ofEpochMilli(at));
    if (known == MOST) {
      known = 0;
      before = -1;
    }
    int place = before + 1;
    int behind = known - place;
    System.arraycopy(starts, place, starts, place + 1, behind);
    System.arraycopy(ends, place, ends, place + 1, behind);
    System.arraycopy(limits, place, limits, place + 1, behind);
    known++;
    starts[place] = period.start().toEpochMilli();
    ends[place] = period.end().toEpochMilli();
    limits[place] = lateAfter.applyAsLong(period);
    return place;
  }
}
