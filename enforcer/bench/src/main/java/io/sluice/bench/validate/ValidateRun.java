package io.sluice.bench.validate;

import io.sluice.bench.figure.Quantile;
import io.sluice.bench.subject.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link ValidateBenchmark} in processes of its own, one for each way, case and round.
 *
 * @param progress takes a line for each
 */
public record ValidateRun(Effort effort, Consumer<String> progress) {

  // One that measures elsewhere on the machine is no reason to fail: the ratios hold.
  private static final String IGNORE_LOCK = "jmh.ignoreLock";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** What the iterations of one way gave. */
  private record Samples(List<Double> nanos, List<Double> bytes) {
    private Samples() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    private Cost cost() {
      return new Cost(Quantile.lowerQuartile(nanos), Quantile.median(bytes));
    }
  }

  /**
   * Measures everything.
   *
   * @throws RunnerException where a way does not judge as the contract says, or can't be run
   */
  public ValidateResult measure() throws RunnerException {
    System.setProperty(IGNORE_LOCK, "true");
    Map<Case, Map<Way, Samples>> samples = new EnumMap<>(Case.class);
    int steps = effort.rounds() * Case.values().length * Way.values().length;
    int step = 0;
    for (int round = 0; round < effort.rounds(); round++) {
      for (Case subject : Case.values()) {
        for (Way way : Way.values()) {
          progress.accept("%d of %d: %s, %s".formatted(++step, steps, subject.word(), way.word()));
          run(
              subject,
              way,
              samples
                  .computeIfAbsent(subject, s -> new EnumMap<>(Way.class))
                  .computeIfAbsent(way, w -> new Samples()));
        }
      }
    }
    Map<Case, Map<Way, Cost>> costs = new EnumMap<>(Case.class);
    samples.forEach(
        (subject, ways) -> {
          Map<Way, Cost> of = new EnumMap<>(Way.class);
          ways.forEach((way, sampled) -> of.put(way, sampled.cost()));
          costs.put(subject, of);
        });
    return new ValidateResult(costs);
  }

  private void run(Case subject, Way way, Samples samples) throws RunnerException {
    RunResult result = new Runner(options(subject, way)).runSingle();
    for (BenchmarkResult process : result.getBenchmarkResults()) {
      for (IterationResult iteration : process.getIterationResults()) {
        samples.nanos().add(secondary(iteration, WorkerTime.RESULT));
        samples.bytes().add(secondary(iteration, ALLOCATED));
      }
    }
  }

  private static double secondary(IterationResult iteration, String name) {
    Result<?> result = Objects.requireNonNull(iteration.getSecondaryResults().get(name), name);
    return result.getScore();
  }

  private Options options(Case subject, Way way) {
    return new OptionsBuilder()
        .include("^" + ValidateBenchmark.class.getName() + "\\." + way.method() + "$")
        .param("subject", subject.name())
        .addProfiler(GCProfiler.class)
        .addProfiler(WorkerTime.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .forks(1)
        .warmupIterations(effort.warmUps())
        .warmupTime(time(effort.warmUp()))
        .measurementIterations(effort.iterations())
        .measurementTime(time(effort.iteration()))
        .jvmArgs("-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow")
        .build();
  }

  private static TimeValue time(Duration duration) {
    return TimeValue.milliseconds(duration.toMillis());
  }
}
