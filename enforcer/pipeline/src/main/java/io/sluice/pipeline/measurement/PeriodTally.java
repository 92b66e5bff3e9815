package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Result.State;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in one period.
 *
 * @param inTime records that were judged by the period's end and grace, or its deadline
 * @param late records that were judged after it
 * @param judged what it came to when it was last judged after it was due; null before
 */
record PeriodTally(Counts inTime, Counts late, @Nullable Judged judged) {

  static final PeriodTally NONE = new PeriodTally(Counts.NONE, Counts.NONE, null);

  /** A result that was given, which can be revised. */
  record Judged(Counts counts, State state) {}

  Counts all() {
    return inTime.plus(late);
  }

  PeriodTally plus(Counts moreInTime, Counts moreLate) {
    return new PeriodTally(inTime.plus(moreInTime), late.plus(moreLate), judged);
  }

  PeriodTally judged(Counts counts, State state) {
    return new PeriodTally(inTime, late, new Judged(counts, state));
  }

  static PeriodTally of(byte[] bytes) {
    Unpacker entry = new Unpacker(bytes);
    Counts inTime = counts(entry);
    Counts late = counts(entry);
    return new PeriodTally(
        inTime,
        late,
        entry.flag()
            ? new Judged(counts(entry), entry.flag() ? State.REVISED : State.FINAL)
            : null);
  }

  private static Counts counts(Unpacker entry) {
    return new Counts(entry.number(), entry.number());
  }

  byte[] bytes() {
    Packer entry = new Packer();
    pack(entry, inTime);
    pack(entry, late);
    entry.flag(judged != null);
    if (judged != null) {
      pack(entry, judged.counts());
      entry.flag(judged.state() == State.REVISED);
    }
    return entry.bytes();
  }

  private static void pack(Packer entry, Counts counts) {
    entry.number(counts.good()).number(counts.total());
  }
}
