package io.sluice.bench.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The one stream thread of a contender: processor time can be compared where machines are busy. */
record StreamThread(long id, String name) {

  private static final String MARK = "-StreamThread-";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** The thread of a contender that runs. */
  static StreamThread of(Contender contender) {
    List<StreamThread> threads =
        Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> isOf(contender, thread.getThreadName()))
            .map(thread -> new StreamThread(thread.getThreadId(), thread.getThreadName()))
            .toList();
    if (threads.size() != Streams.THREADS) {
      throw new IllegalStateException(
          contender.applicationId() + " has not one stream thread, but " + threads);
    }
    return threads.getFirst();
  }

  /** Whether a thread's name is that of a contender's stream thread. */
  static boolean isOf(Contender contender, String name) {
    return name.startsWith(contender.applicationId() + "-") && name.contains(MARK);
  }

  /**
   * Processor time that it has had, in nanoseconds.
   *
   * @throws IllegalStateException where it has ended
   */
  long cpuNanos() {
    long nanos = THREADS.getThreadCpuTime(id);
    if (nanos < 0) {
      throw new IllegalStateException(name + " has ended");
    }
    return nanos;
  }

  /** Processor time that this whole process has had, the clients' network threads included. */
  static long processCpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
