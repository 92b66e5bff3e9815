package io.sluice.engine.observe;

import java.util.Arrays;

/**
 * What was observed in one record, in the order of its {@link Observables}. One thread's, reused
 * from record to record.
 */
public final class Observation {

  /** What stands for an event time that is null, no time, or out of the years 1 to 9999. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final long FIRST = -62_135_596_800_000L;
  private static final long LAST = 253_402_300_799_999L;

  private final long[] times;
  private final boolean[] days;

  // Not as marks: to store a reference costs more than the rest of it.
  private final boolean[] isMarked;
  private final boolean[] isGood;

  private final boolean[] bears;
  private final long[] firstHalves;
  private final long[] secondHalves;
  private final KeyText keyText = new KeyText();

  public Observation(Observables observables) {
    times = new long[observables.times().size()];
    days = new boolean[times.length];
    isMarked = new boolean[observables.values().size()];
    isGood = new boolean[isMarked.length];
    bears = new boolean[observables.keys().size()];
    firstHalves = new long[bears.length];
    secondHalves = new long[bears.length];
    Arrays.fill(times, NO_TIME);
  }

  /** An event time in milliseconds since 1970; {@link #NO_TIME} where the record has none. */
  public long time(int place) {
    return times[place];
  }

  /**
   * Whether an event time that the record has is a day, which is that of the zone in which somebody
   * asks: {@link #time} gives its midnight in UTC.
   */
  public boolean isDay(int place) {
    return days[place];
  }

  /** What came of a value. */
  public Mark mark(int place) {
    return !isMarked[place] ? Mark.NONE : isGood[place] ? Mark.GOOD : Mark.BAD;
  }

  /** Whether a value is there, of completeness, or right, of accuracy: {@link Mark#GOOD}. */
  public boolean isGood(int place) {
    return isGood[place];
  }

  /** Whether it is good or bad: there is something to be judged. */
  public boolean isMarked(int place) {
    return isMarked[place];
  }

  /** Whether the record bears a key: no part of it is null. */
  public boolean bearsKey(int place) {
    return bears[place];
  }

  /** The first half of a key's hash, see {@link KeyHash}. */
  public long firstHalf(int place) {
    return firstHalves[place];
  }

  /** The second half of it. */
  public long secondHalf(int place) {
    return secondHalves[place];
  }

  // ---- observing

  /**
   * Begins with a record.
   *
   * @param isMarkedNull of each value, whether null is good or bad
   * @param isGoodNull of each value, whether null is good
   */
  void begin(boolean[] isMarkedNull, boolean[] isGoodNull) {
    Arrays.fill(times, NO_TIME);
    Arrays.fill(bears, false);
    System.arraycopy(isMarkedNull, 0, isMarked, 0, isMarked.length);
    System.arraycopy(isGoodNull, 0, isGood, 0, isGood.length);
  }

  void time(int place, long millis) {
    times[place] = millis < FIRST || millis > LAST ? NO_TIME : millis;
    days[place] = false;
  }

  void day(int place, long midnight) {
    time(place, midnight);
    days[place] = true;
  }

  void mark(int place, boolean isGood) {
    isMarked[place] = true;
    this.isGood[place] = isGood;
  }

  KeyText keyText() {
    return keyText;
  }

  /** Takes the key that has been written. */
  void key(int place) {
    keyText.end();
    bears[place] = true;
    firstHalves[place] = keyText.firstHalf();
    secondHalves[place] = keyText.secondHalf();
  }
}
