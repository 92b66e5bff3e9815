package io.sluice.bench.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a stream thread spends its time, by samples of what it executes; its waiting is no part.
 *
 * @param samples how many there are
 * @param methods by the share of samples
 */
public record Profile(int samples, List<Method> methods) {

  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final Duration PERIOD = Duration.ofMillis(1);
  private static final int SHOWN = 60;

  /**
   * One method.
   *
   * @param name with the class
   * @param nanos processor time of a record in this method itself
   * @param totalNanos in it and in what it calls
   */
  public record Method(String name, double nanos, double totalNanos) {}

  /** A piece of work. */
  @FunctionalInterface
  interface Work {
    Drain run() throws InterruptedException;
  }

  public Profile {
    methods = List.copyOf(methods);
  }

  /** Watches a contender at work. */
  static Profile of(Contender contender, Work work) throws InterruptedException {
    try (Recording recording = new Recording()) {
      recording.enable(SAMPLE).withPeriod(PERIOD);
      recording.start();
      Drain drain = work.run();
      recording.stop();
      Path file = Files.createTempFile("sluice-bench-", ".jfr");
      try {
        recording.dump(file);
        return of(contender, RecordingFile.readAllEvents(file), drain.threadNanos());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Profile of(
      Contender contender, List<RecordedEvent> events, double nanosPerRecord) {
    Map<String, Integer> self = new HashMap<>();
    Map<String, Integer> total = new HashMap<>();
    int samples = 0;
    for (RecordedEvent event : events) {
      RecordedThread thread = event.getThread("sampledThread");
      RecordedStackTrace stack = event.getStackTrace();
      if (thread == null || stack == null || !StreamThread.isOf(contender, thread.getJavaName())) {
        continue;
      }
      samples++;
      Set<String> seen = new HashSet<>();
      for (RecordedFrame frame : stack.getFrames()) {
        String name = name(frame.getMethod());
        if (seen.isEmpty()) {
          self.merge(name, 1, Integer::sum);
        }
        if (seen.add(name)) {
          total.merge(name, 1, Integer::sum);
        }
      }
    }
    double nanos = nanosPerRecord / Math.max(1, samples);
    return new Profile(
        samples,
        total.keySet().stream()
            .map(
                name ->
                    new Method(
                        name,
                        self.getOrDefault(name, 0) * nanos,
                        total.getOrDefault(name, 0) * nanos))
            .toList());
  }

  private static String name(RecordedMethod method) {
    // classes that are made at run time have a number of their own
    return method.getType().getName().replaceFirst("/?\\.?0x.*", "") + "." + method.getName();
  }

  /**
   * For people: what enforcing adds, by method.
   *
   * @param passThrough the least that there is to do
   */
  static String table(Profile passThrough, Profile enforced) {
    StringBuilder table = new StringBuilder();
    table.append(
        "Processor time of the stream threads, ns/record, of %d and %d samples%n"
            .formatted(passThrough.samples(), enforced.samples()));
    top(table, "in the method itself", passThrough, enforced, Method::nanos);
    top(table, "with all that it calls", passThrough, enforced, Method::totalNanos);
    return table.toString();
  }

  private static void top(
      StringBuilder table,
      String what,
      Profile passThrough,
      Profile enforced,
      ToDoubleFunction<Method> figure) {
    Map<String, Double> without =
        passThrough.methods().stream()
            .collect(Collectors.toMap(Method::name, figure::applyAsDouble));
    ToDoubleFunction<Method> added =
        method -> figure.applyAsDouble(method) - without.getOrDefault(method.name(), 0.0);
    table.append("%n%12s %12s %8s  %s%n".formatted("passthrough", "enforced", "added", what));
    enforced.methods().stream()
        .sorted(Comparator.comparingDouble(added).reversed())
        .limit(SHOWN)
        .forEach(
            method ->
                table.append(
                    "%12.0f %12.0f %8.0f  %s%n"
                        .formatted(
                            without.getOrDefault(method.name(), 0.0),
                            figure.applyAsDouble(method),
                            added.applyAsDouble(method),
                            method.name())));
  }
}
