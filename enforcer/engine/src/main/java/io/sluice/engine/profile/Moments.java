package io.sluice.engine.profile;

import java.time.Duration;
import java.util.Arrays;

/** When the records of a sample happened, of the first so many of them. */
final class Moments {

  /** Eight bytes each. */
  static final int MOST = 100_000;

  private long[] millis = {};
  private int count;

  void add(long epochMillis) {
    if (count == MOST) {
      return;
    }
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, Math.clamp(2L * count, 64, MOST));
    }
    millis[count++] = epochMillis;
  }

  int count() {
    return count;
  }

  Duration span() {
    long[] sorted = sorted();
    return count == 0 ? Duration.ZERO : Duration.ofMillis(sorted[count - 1] - sorted[0]);
  }

  /** The longest time in which nothing happened, whatever the order of the records was. */
  Duration longestPause() {
    long[] sorted = sorted();
    long longest = 0;
    for (int i = 1; i < count; i++) {
      longest = Math.max(longest, sorted[i] - sorted[i - 1]);
    }
    return Duration.ofMillis(longest);
  }

  private long[] sorted() {
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
