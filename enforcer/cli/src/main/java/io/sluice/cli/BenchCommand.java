package io.sluice.cli;

import io.sluice.cli.console.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands for the benchmarks where they are not: {@code bin/sluice} of a source tree starts them
 * from a module of their own, whose libraries no other command needs.
 */
@Command(
    name = "bench",
    description = {
      "Measures how fast contracts are enforced: bench validate, bench throughput.",
      "Runs from a source tree only, where bin/sluice builds what it needs.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    throw CommandException.badInput(
        "the benchmarks run from a source tree only, and this is no source tree: clone Sluice's"
            + " repository and run `%s` there"
                .formatted(
                    String.join(" ", "bin/sluice bench", String.join(" ", arguments)).strip()));
  }
}
