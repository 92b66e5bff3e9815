package io.sluice.bench;

import io.sluice.bench.subject.Case;
import io.sluice.bench.validate.Effort;
import io.sluice.bench.validate.MaskResult;
import io.sluice.bench.validate.MaskRun;
import io.sluice.bench.validate.MaskStep;
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
import picocli.CommandLine.Option;
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

  @Option(
      names = "--masked",
      description =
          "What it costs to mask four fields of an order instead, against judging it: by a hash, in"
              + " part, by a bucket, and redacted; and what a hash costs by itself. Takes half a"
              + " minute.")
  private boolean masked;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    if (masked) {
      MaskResult result =
          new MaskRun(Effort.STATED, spec.commandLine().getErr()::println).measure();
      printed.print(spec.commandLine().getOut(), result.table(), json(result));
      return 0;
    }
    ValidateRun run = new ValidateRun(Effort.STATED, spec.commandLine().getErr()::println);
    ValidateResult result = run.measure();
    printed.print(spec.commandLine().getOut(), result.table(), json(result));
    return 0;
  }

  static Map<String, Double> json(MaskResult result) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (MaskStep step : MaskStep.values()) {
      figures.put(step.word() + "_ns", Printed.rounded(result.of(step).nanos(), 1));
      figures.put(step.word() + "_bytes", Printed.rounded(result.of(step).bytes(), 1));
    }
    figures.put("ratio", Printed.rounded(result.ratio(), 3));
    return figures;
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
