package io.sluice.bench.validate;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs {@link MaskBenchmark} in processes of its own, one for each step and round.
 *
 * @param progress takes a line for each
 */
public record MaskRun(Effort effort, Consumer<String> progress) {

  /**
   * Measures everything.
   *
   * @throws RunnerException where a step can't be run
   */
  public MaskResult measure() throws RunnerException {
    Processes processes = new Processes(effort);
    Map<MaskStep, Samples> samples = new EnumMap<>(MaskStep.class);
    int steps = effort.rounds() * MaskStep.values().length;
    int number = 0;
    for (int round = 0; round < effort.rounds(); round++) {
      for (MaskStep step : MaskStep.values()) {
        progress.accept("%d of %d: %s".formatted(++number, steps, step.word()));
        processes.run(
            MaskBenchmark.class,
            step.word(),
            Map.of(),
            samples.computeIfAbsent(step, s -> new Samples()));
      }
    }
    Map<MaskStep, Cost> costs = new EnumMap<>(MaskStep.class);
    samples.forEach((step, sampled) -> costs.put(step, sampled.cost()));
    return new MaskResult(costs);
  }
}
