package io.sluice.bench.throughput;

import java.time.Duration;

/**
 * How fast a contender gets through a raw topic that is full.
 *
 * @param recordsPerSecond between its first commit and its last
 * @param threadNanos processor time of its stream thread for each record
 * @param processNanos processor time of the whole process for each record
 */
record Drain(double recordsPerSecond, double threadNanos, double processNanos) {

  private static final Duration WITHIN = Duration.ofMinutes(2);

  /** Each look costs the broker an answer, and so processors that both sides share. */
  private static final Duration LOOK = Duration.ofMillis(20);

  /** What is known at one moment, just after a commit. */
  private record Sight(long committed, long nanoTime, long threadNanos, long processNanos) {}

  /**
   * Lets a contender read the raw topic from its start to its end. What is measured begins with its
   * first commit: starting is not enforcing.
   *
   * @param records how many there are
   */
  static Drain of(Ground ground, Contender contender, long records) throws InterruptedException {
    ground.renew(contender);
    Contender.Running running = contender.start();
    Drain drain;
    try (running) {
      StreamThread thread = StreamThread.of(contender);
      Sight first = await(ground, contender, thread, 1);
      Sight last = await(ground, contender, thread, records);
      drain = between(first, last);
    }
    running.verify(records);
    return drain;
  }

  private static Sight await(Ground ground, Contender contender, StreamThread thread, long records)
      throws InterruptedException {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (true) {
      long committed = ground.committed(contender);
      if (committed >= records) {
        return new Sight(
            committed, System.nanoTime(), thread.cpuNanos(), StreamThread.processCpuNanos());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%s has brought %d of %d records to its topic within %d s"
                .formatted(contender.word(), committed, records, WITHIN.toSeconds()));
      }
      Thread.sleep(LOOK);
    }
  }

  private static Drain between(Sight first, Sight last) {
    double records = last.committed() - first.committed();
    return new Drain(
        records * 1e9 / (last.nanoTime() - first.nanoTime()),
        (last.threadNanos() - first.threadNanos()) / records,
        (last.processNanos() - first.processNanos()) / records);
  }
}
