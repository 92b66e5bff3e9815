package io.sluice.pipeline.measurement;

import io.sluice.pipeline.delta.Delta;

/**
 * Which offsets have been counted, by application, topic and partition, so that none is counted
 * twice and what is missing is known.
 */
final class Ranges {

  private final Drawer drawer;

  Ranges(Drawer drawer) {
    this.drawer = drawer;
  }

  private record Last(long from, long to, int part) {

    static Last of(byte[] bytes) {
      Unpacker entry = new Unpacker(bytes);
      return new Last(entry.number(), entry.number(), (int) entry.number());
    }

    byte[] bytes() {
      return new Packer().number(from).number(to).number(part).bytes();
    }
  }

  /** Takes a range in, unless it was counted before. */
  Intake take(Delta.Coverage range) {
    Drawer place =
        drawer.in(range.application()).in(range.topic()).in(range.topicId()).in(range.partition());
    byte[] bytes = place.get();
    Last last = bytes == null ? null : Last.of(bytes);
    Intake intake =
        last == null || (range.from() == last.to() && range.part() == 0)
            ? Intake.TAKEN
            : after(last, range);
    if (intake.isTaken()) {
      place.put(new Last(range.from(), range.to(), range.part()).bytes());
    }
    return intake;
  }

  private static Intake after(Last last, Delta.Coverage range) {
    boolean isSameRange = range.from() == last.from() && range.to() == last.to();
    if (isSameRange && range.part() == last.part() + 1) {
      return Intake.TAKEN;
    }
    return range.from() < last.to() || isSameRange ? Intake.OVERLAPPING : Intake.AFTER_GAP;
  }
}
