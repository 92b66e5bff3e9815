package io.sluice.pipeline.sli;

/**
 * Divides time into the stretches that an indicator counts in. Holds what it found last: one
 * task's. All times are milliseconds since 1970.
 */
abstract class Division {

  /** What stands for no limit. */
  static final long NEVER = Long.MAX_VALUE;

  private long start;
  private long end;
  private long lateAfter;
  private long alikeFrom;
  private long alikeUntil;

  /**
   * Finds the stretch of a point in time.
   *
   * @param judged when the record was judged
   */
  abstract void find(long at, long judged);

  /**
   * Finds the stretch of a day, which begins when it does in the division's zone.
   *
   * @param midnight its midnight in UTC
   * @param judged when the record was judged
   */
  void findDay(long midnight, long judged) {
    find(midnight, judged);
  }

  final void found(long from, long until, long lateFrom) {
    start = from;
    end = until;
    lateAfter = lateFrom;
    alikeFrom = from;
    alikeUntil = until;
  }

  /** What was found, is found for points in time between these only. */
  final void onlyBetween(long from, long until) {
    alikeFrom = Math.max(alikeFrom, from);
    alikeUntil = Math.min(alikeUntil, until);
  }

  /** The first instant of what was found. */
  final long start() {
    return start;
  }

  /** The first instant after it. */
  final long end() {
    return end;
  }

  /**
   * The first point in time for which the same is found, of a record that is judged at the same
   * time.
   */
  final long alikeFrom() {
    return alikeFrom;
  }

  /** The first one after these for which that is not so. */
  final long alikeUntil() {
    return alikeUntil;
  }

  /** Whether a record of it comes late that is judged then. */
  final boolean isLate(long judged) {
    return judged > lateAfter;
  }
}
