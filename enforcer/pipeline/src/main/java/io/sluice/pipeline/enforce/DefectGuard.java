package io.sluice.pipeline.enforce;

/**
 * Keeps a defect of Sluice's own from pouring a topic into the dead-letter topic. A few records on
 * which judging failed become letters of class INTERNAL; too many stop the task, whose open
 * transaction is then given up.
 *
 * <p>Too many: more than {@link #MAX_IN_A_ROW} in a row, or one in a hundred of the records of a
 * minute, once that minute has had {@link #MIN_RECORDS}. A minute begins with a defect, so that
 * records without one need no look at the clock. One per task.
 */
final class DefectGuard {

  static final int MAX_IN_A_ROW = 100;
  static final int MIN_RECORDS = 1000;
  private static final long WINDOW_MS = 60_000;

  private long windowStart = Long.MIN_VALUE;
  private long records;
  private long defects;
  private long inARow;

  /** A record was judged. */
  void judged() {
    records++;
    inARow = 0;
  }

  /**
   * Judging a record failed.
   *
   * @throws DefectFloodException where that is once too often
   */
  void failed(long now, RuntimeException defect) {
    if (now - windowStart >= WINDOW_MS || windowStart == Long.MIN_VALUE) {
      windowStart = now;
      records = 0;
      defects = 0;
    }
    records++;
    defects++;
    inARow++;
    if (inARow > MAX_IN_A_ROW || (records >= MIN_RECORDS && defects * 100 >= records)) {
      throw new DefectFloodException(defects, records, defect);
    }
  }
}
