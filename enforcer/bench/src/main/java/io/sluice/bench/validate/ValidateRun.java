package io.sluice.bench.validate;

import io.sluice.bench.subject.Case;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs {@link ValidateBenchmark} in processes of its own, one for each way, case and round.
 *
 * @param progress takes a line for each
 */
public record ValidateRun(Effort effort, Consumer<String> progress) {

  /**
   * Measures everything.
   *
   * @throws RunnerException where a way does not judge as the contract says, or can't be run
   */
  public ValidateResult measure() throws RunnerException {
    Processes processes = new Processes(effort);
    Map<Case, Map<Way, Samples>> samples = new EnumMap<>(Case.class);
    int steps = effort.rounds() * Case.values().length * Way.values().length;
    int step = 0;
    for (int round = 0; round < effort.rounds(); round++) {
      for (Case subject : Case.values()) {
        for (Way way : Way.values()) {
          progress.accept("%d of %d: %s, %s".formatted(++step, steps, subject.word(), way.word()));
          processes.run(
              ValidateBenchmark.class,
              way.method(),
              Map.of("subject", subject.name()),
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
}
