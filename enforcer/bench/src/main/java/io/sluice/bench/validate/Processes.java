package io.sluice.bench.validate;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks of single records, each in a process of its own. */
record Processes(Effort effort) {

  // One that measures elsewhere on the machine is no reason to fail: the ratios hold.
  private static final String IGNORE_LOCK = "jmh.ignoreLock";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  Processes {
    System.setProperty(IGNORE_LOCK, "true");
  }

  /**
   * Runs one.
   *
   * @param samples takes what its iterations give
   * @throws RunnerException where it fails
   */
  void run(Class<?> benchmark, String method, Map<String, String> parameters, Samples samples)
      throws RunnerException {
    RunResult result = new Runner(options(benchmark, method, parameters)).runSingle();
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

  private Options options(Class<?> benchmark, String method, Map<String, String> parameters) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName() + "\\." + method + "$")
            .addProfiler(GCProfiler.class)
            .addProfiler(WorkerTime.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .forks(1)
            .warmupIterations(effort.warmUps())
            .warmupTime(time(effort.warmUp()))
            .measurementIterations(effort.iterations())
            .measurementTime(time(effort.iteration()))
            .jvmArgs("-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow");
    parameters.forEach(options::param);
    return options.build();
  }

  private static TimeValue time(Duration duration) {
    return TimeValue.milliseconds(duration.toMillis());
  }
}
