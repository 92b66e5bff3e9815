package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Good and total counts over time, by UTC days, so that a store can keep a day under a key of its
 * own and a new count rewrites that day alone. Not safe for several threads.
 *
 * <p>The newest {@value #DAYS_BY_THE_MINUTE} days are kept by the minute, since the longest window
 * of an alert is three days; older ones by the quarter of an hour. A busy indicator takes some 60
 * KB for 90 days and 35 KB for 30, in a store as in memory, where the day that was counted last
 * takes 23 KB more.
 */
public final class CountSeries {

  /** How many days, today among them, are kept by the minute. */
  public static final int DAYS_BY_THE_MINUTE = 4;

  private static final long NO_DAY = Long.MIN_VALUE;
  private static final long SECONDS_OF_A_DAY = ChronoUnit.DAYS.getDuration().toSeconds();

  /** All days but the open one, as a store has them. */
  private final NavigableMap<Long, byte[]> days = new TreeMap<>();

  /** The day that was counted last, since counts mostly come in the order of time. */
  private long openDay = NO_DAY;

  private DayCounts open = DayCounts.byTheMinute();

  /** The day of an instant: its number since 1970, in UTC. */
  public static long dayOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY);
  }

  /**
   * Counts what was judged at an instant, or happened then.
   *
   * @throws IllegalArgumentException where more are good than there are
   */
  public void add(Instant at, Counts counts) {
    if (counts.good() > counts.total()) {
      throw new IllegalArgumentException("no share of a whole: " + counts);
    }
    if (!counts.isNone()) {
      open(dayOf(at)).add(minuteOf(at), counts.total(), counts.bad());
    }
  }

  /** Counts all that another series counts. */
  public void add(CountSeries other) {
    other.days().forEach(this::add);
  }

  /**
   * Counts all of a day.
   *
   * @param day its number since 1970
   * @param bytes as {@link #days} gives them
   * @throws IllegalArgumentException where they are not those of a day
   */
  public void add(long day, byte[] bytes) {
    DayCounts counts = DayCounts.of(bytes);
    open = days.containsKey(day) || day == openDay ? open(day).and(counts) : opened(day, counts);
  }

  private DayCounts opened(long day, DayCounts counts) {
    close();
    openDay = day;
    return counts;
  }

  private DayCounts open(long day) {
    if (day != openDay) {
      close();
      byte[] bytes = days.remove(day);
      open = bytes == null ? DayCounts.byTheMinute() : DayCounts.of(bytes);
      openDay = day;
    }
    return open;
  }

  private void close() {
    if (openDay != NO_DAY) {
      days.put(openDay, open.bytes());
      openDay = NO_DAY;
    }
  }

  /** The days that hold something, by their number since 1970, as a store keeps them. */
  public NavigableMap<Long, byte[]> days() {
    close();
    return Collections.unmodifiableNavigableMap(days);
  }

  /**
   * What was counted in a period. Exact where its ends are whole minutes of the newest days or
   * whole quarters of an hour of older ones; else a bucket belongs to the period that it begins in.
   */
  public Counts sum(Period period) {
    long first = dayOf(period.start());
    long last = dayOf(period.end());
    int from = minuteUp(period.start());
    int until = minuteUp(period.end());
    Counts sum = Counts.NONE;
    for (var day : days().subMap(first, true, last, true).entrySet()) {
      sum =
          sum.plus(
              DayCounts.sum(
                  day.getValue(),
                  day.getKey() == first ? from : 0,
                  day.getKey() == last ? until : DayCounts.MINUTES));
    }
    return sum;
  }

  /** What was counted in the whole minutes of a length of time that has just passed. */
  public Counts sumOfLast(Duration length, Instant now) {
    return sum(new Window.Rolling(length).at(now));
  }

  /**
   * Coarsens what is old and drops what is too old.
   *
   * @param kept for how long counts are kept, to the day
   */
  public void age(Instant now, Duration kept) {
    close();
    days.headMap(dayOf(now.minus(kept)), false).clear();
    days.headMap(dayOf(now) - DAYS_BY_THE_MINUTE + 1, false)
        .replaceAll(
            (day, bytes) ->
                DayCounts.isByTheMinute(bytes) ? DayCounts.of(bytes).coarse().bytes() : bytes);
  }

  private static int minuteOf(Instant at) {
    return (int) (Math.floorMod(at.getEpochSecond(), SECONDS_OF_A_DAY) / 60);
  }

  /** The minute of the day that an instant is, or lies before. */
  private static int minuteUp(Instant at) {
    boolean isWhole = at.equals(at.truncatedTo(ChronoUnit.MINUTES));
    return minuteOf(at) + (isWhole ? 0 : 1);
  }
}
