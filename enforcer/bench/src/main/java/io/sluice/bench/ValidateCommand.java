package io.sluice.bench;

import io.sluice.bench.subject.Case;
import io.sluice.bench.validate.Effort;
import io.sluice.bench.validate.ValidateResult;
import io.sluice.bench.validate.ValidateRun;
import io.sluice.bench.validate.Way;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What judging a record costs. */
@Command(
    name = "validate",
    description = {
      "What judging one record costs, in time and in garbage: Sluice's walk over the bytes, Avro's"
          + " decoding alone, and decoding with the same rules in cel-java. Takes about 3 minutes.",
      ""
    })
final class ValidateCommand implements Callable<Integer> {

  @Mixin private Printed printed = new Printed();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    ValidateRun run = new ValidateRun(Effort.STATED, spec.commandLine().getErr()::println);
    ValidateResult result = run.measure();
    printed.print(spec.commandLine().getOut(), result.table(), json(result));
    return 0;
  }

  static Map<String, Map<String, Double>> json(ValidateResult result) {
    Map<String, Map<String, Double>> cases = new LinkedHashMap<>();
    for (Case subject : Case.values()) {
      Map<String, Double> figures = new LinkedHashMap<>();
      for (Way way : Way.values()) {
        figures.put(way.word() + "_ns", Printed.rounded(result.of(subject, way).nanos(), 1));
        figures.put(way.word() + "_bytes", Printed.rounded(result.of(subject, way).bytes(), 1));
      }
      cases.put(subject.word(), figures);
    }
    return cases;
  }
}
