package io.sluice.cli.letter.count;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times for people. */
public final class Times {

  private Times() {}

  /** To the second, in UTC. */
  public static String seconds(@Nullable Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** With how long ago that was: {@code 2026-07-01T02:47:00Z (3 h 12 min ago)}. */
  public static String ago(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    String words =
        age.isNegative()
            ? "in the future"
            : age.toDays() > 0
                ? "%d d %d h ago".formatted(age.toDays(), age.toHoursPart())
                : age.toHours() > 0
                    ? "%d h %d min ago".formatted(age.toHours(), age.toMinutesPart())
                    : age.toMinutes() > 0
                        ? "%d min ago".formatted(age.toMinutes())
                        : "%d s ago".formatted(age.toSeconds());
    return seconds(time) + " (" + words + ")";
  }
}
