package io.sluice.pipeline.count;

import io.sluice.engine.observe.Observation;
import java.util.Arrays;

/** What one task has counted for a histogram since its last commit. Its stream thread's alone. */
final class LatencyTally {

  private final LatencyHistogram histogram;
  private final long[] counts;
  private long sum;

  /** Of neighbours mostly the same. */
  private int last;

  LatencyTally(LatencyHistogram histogram) {
    this.histogram = histogram;
    this.counts = new long[histogram.buckets()];
  }

  /**
   * Counts a compliant record.
   *
   * @param judged when it was judged, in milliseconds since 1970
   */
  void count(long judged, Observation seen) {
    long event = seen.time(histogram.time());
    if (event != Observation.NO_TIME) {
      long latency = Math.max(0, judged - event);
      last = histogram.bucket(latency, last);
      counts[last]++;
      sum += latency;
    }
  }

  long count(int bucket) {
    return counts[bucket];
  }

  long sum() {
    return sum;
  }

  /** Makes the counts visible. */
  void publish() {
    histogram.add(this);
  }

  LatencyTally copy() {
    LatencyTally copy = new LatencyTally(histogram);
    System.arraycopy(counts, 0, copy.counts, 0, counts.length);
    copy.sum = sum;
    return copy;
  }

  void clear() {
    Arrays.fill(counts, 0);
    sum = 0;
  }
}
