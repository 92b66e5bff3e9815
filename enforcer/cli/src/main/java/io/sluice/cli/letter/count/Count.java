package io.sluice.cli.letter.count;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many letters, and from when to when. Not thread-safe. */
public final class Count {

  private long letters;
  private @Nullable Instant first;
  private @Nullable Instant last;

  Count() {}

  void add(Instant time) {
    letters++;
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
  }

  public long letters() {
    return letters;
  }

  /** The time of the oldest; null where there is none. */
  public @Nullable Instant first() {
    return first;
  }

  /** The time of the newest; null where there is none. */
  public @Nullable Instant last() {
    return last;
  }
}
