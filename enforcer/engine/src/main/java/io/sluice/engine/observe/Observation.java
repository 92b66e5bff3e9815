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
  private final Mark[] marks;
  private final boolean[] bears;
  private final long[] firstHalves;
  private final long[] secondHalves;
  private final KeyText keyText = new KeyText();

  public Observation(Observables observables) {
    times = new long[observables.times().size()];
    days = new boolean[times.length];
    marks = new Mark[observables.values().size()];
    bears = new boolean[observables.keys().size()];
    firstHalves = new long[bears.length];
    secondHalves = new long[bears.length];
    Arrays.fill(times, NO_TIME);
    Arrays.fill(marks, Mark.NONE);
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
    return marks[place];
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
   * @param ofNull what comes of each value where it is null
   */
  void begin(Mark[] ofNull) {
    Arrays.fill(times, NO_TIME);
    Arrays.fill(bears, false);
    System.arraycopy(ofNull, 0, marks, 0, marks.length);
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
    marks[place] = isGood ? Mark.GOOD : Mark.BAD;
  }

  KeyText keyText() {
    return keyText;
  }

  /** Takes the key that stands in the text. */
  void key(int place, KeyHash hash) {
    bears[place] = true;
    firstHalves[place] = keyText.hash(hash);
    secondHalves[place] = keyText.secondHalf();
  }
}
