package io.sluice.pipeline.sli;

import io.sluice.pipeline.delta.Delta.Bucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Good and total counts by stretches of time, with those among them that came late. */
final class Buckets {

  private static final int GOOD = 0;
  private static final int TOTAL = 1;
  private static final int LATE_GOOD = 2;
  private static final int LATE_TOTAL = 3;
  private static final int COUNTS = 4;

  private final Division division;
  private final Stretches stretches;
  private long[] counts = new long[0];

  Buckets(Division division, Load load) {
    this.division = division;
    stretches = new Stretches(load);
  }

  /** Counts records, where there are any, in the stretch that the division has found. */
  void add(long good, long total, long judged) {
    if (total == 0) {
      return;
    }
    int at = COUNTS * stretches.of(division);
    if (at >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(2 * counts.length, 4 * COUNTS));
    }
    counts[at + GOOD] += good;
    counts[at + TOTAL] += total;
    if (division.isLate(judged)) {
      counts[at + LATE_GOOD] += good;
      counts[at + LATE_TOTAL] += total;
    }
  }

  List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>(stretches.size());
    for (int number = 0; number < stretches.size(); number++) {
      int at = COUNTS * number;
      buckets.add(
          new Bucket(
              Instant.ofEpochMilli(stretches.start(number)),
              Instant.ofEpochMilli(stretches.end(number)),
              counts[at + GOOD],
              counts[at + TOTAL],
              counts[at + LATE_GOOD],
              counts[at + LATE_TOTAL]));
    }
    return buckets;
  }

  void clear() {
    Arrays.fill(counts, 0, Math.min(counts.length, COUNTS * stretches.size()), 0);
    if (counts.length > 16 * COUNTS) {
      counts = new long[0];
    }
    stretches.clear();
  }
}
