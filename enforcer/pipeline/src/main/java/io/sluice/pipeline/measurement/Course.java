package io.sluice.pipeline.measurement;

import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Standing;
import io.sluice.engine.objective.Status;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How an indicator has fared so far: all that was judged, and since when it stands as it does. */
final class Course {

  private final Drawer place;
  private Counts judged = Counts.NONE;
  private long outside;
  private @Nullable Status status;
  private Instant since = Instant.EPOCH;
  private byte[] saved = new byte[0];

  Course(Drawer drawer, String indicator) {
    this.place = drawer.in("course").in(indicator);
    byte[] bytes = place.get();
    if (bytes != null) {
      Unpacker entry = new Unpacker(bytes);
      judged = new Counts(entry.number(), entry.number());
      outside = entry.number();
      status = entry.flag() ? Status.valueOf(entry.text()) : null;
      since = entry.instant();
      saved = bytes;
    }
  }

  Counts judged() {
    return judged;
  }

  /** Counts what was judged for the first time. */
  void judge(Counts counts) {
    judged = judged.plus(counts);
  }

  /** Counts records that were left out: too old to matter, or dated beyond the clock. */
  void leaveOut(long records) {
    outside += records;
  }

  long leftOut() {
    return outside;
  }

  /** The standing, since when it has been so. */
  Standing follow(Standing now) {
    Standing following = now;
    if (status == now.status()) {
      following = now.following(standing(now, since));
    }
    status = following.status();
    since = following.since();
    return following;
  }

  private static Standing standing(Standing like, Instant since) {
    return new Standing(
        like.status(),
        like.reason(),
        since,
        like.current(),
        like.counts(),
        like.budgetLeftPercent(),
        like.firing());
  }

  void save() {
    Packer entry =
        new Packer()
            .number(judged.good())
            .number(judged.total())
            .number(outside)
            .flag(status != null);
    if (status != null) {
      entry.text(status.name());
    }
    byte[] bytes = entry.instant(since).bytes();
    if (!Arrays.equals(bytes, saved)) {
      place.put(bytes);
      saved = bytes;
    }
  }
}
