package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.Progress;
import io.sluice.cli.console.ReportFormat;
import io.sluice.cli.report.Notice;
import io.sluice.cli.report.Report;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.finding.Location;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sample.JudgedSample;
import io.sluice.engine.sample.RecordFormat;
import io.sluice.engine.sample.SampleJudge;
import io.sluice.engine.verdict.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges sample records offline. */
@Command(
    name = "test",
    description = {
      "Judges the records of a file by a contract, without Kafka and without a registry.",
      "Exit code 1 where a record violates it. The values of records are not printed.",
      ""
    })
public final class TestCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "CONTRACT", description = "The contract's file.")
  private Path contract = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "RECORDS",
      description = {
        "Records: newline-delimited JSON (.ndjson, .jsonl), JSON (.json), CSV with a header (.csv)",
        "or an Avro file (.avro), each with .gz behind it or not; - for standard input."
      })
  private String records = "";

  @Option(
      names = "--input-format",
      paramLabel = "ndjson|json|csv|avro",
      description = "How the records are written; by default what their file's name tells.")
  private @Nullable RecordFormat inputFormat;

  @Mixin private ReportFormat format = new ReportFormat();

  @Spec private CommandSpec spec;

  private static final String STANDARD_INPUT = "-";

  /** A build is told no more of them, and then how many more there are. */
  private static final int MOST_NOTICES = 1_000;

  private final Map<String, Long> byRule = new TreeMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private long judged;
  private long violating;
  private long flagged;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ContractFile file = ContractPaths.read(contract);
    if (file.hasErrors()) {
      List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
      spec.commandLine()
          .getErr()
          .print(new FindingRenderer(Map.of(file.name(), file.text())).render(errors));
      throw CommandException.badInput("the contract has errors, so no record can be judged by it");
    }
    CompiledContract compiled = file.compile();
    judge(compiled, out);
    if (format.isText()) {
      summary(compiled.contract().isInShadow(), out);
    } else if (!format.isJson()) {
      format.print(new Report("test", List.of(name()), allNotices()), out);
    }
    out.flush();
    return violating > 0 ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private void judge(CompiledContract by, PrintWriter out) throws IOException {
    SampleJudge judge = new SampleJudge(by);
    try (Progress progress = Progress.of(spec.commandLine().getErr(), "records judged")) {
      Consumer<JudgedSample> each =
          sample -> {
            take(sample, out);
            progress.at(judged);
          };
      if (records.equals(STANDARD_INPUT)) {
        if (inputFormat == null) {
          throw CommandException.badInput(
              "standard input has no name that tells how records are written: say --input-format");
        }
        judge.judge(System.in, inputFormat, name(), each);
        return;
      }
      Path file = Path.of(records);
      if (!Files.isRegularFile(file)) {
        throw CommandException.badInput("there is no file " + records);
      }
      if (inputFormat == null) {
        judge.judge(file, each);
      } else {
        judge.judge(file, inputFormat, each);
      }
    }
  }

  /** What findings call the records. */
  private String name() {
    return records.equals(STANDARD_INPUT) ? "standard input" : records;
  }

  private void take(JudgedSample sample, PrintWriter out) {
    judged++;
    if (sample.verdict().isFlagged()) {
      flagged++;
    }
    if (!sample.verdict().isViolating()) {
      return;
    }
    violating++;
    List<Violation> violations = sample.verdict().violations();
    violations.stream()
        .map(Violation::rule)
        .distinct()
        .forEach(r -> byRule.merge(r, 1L, Long::sum));
    if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("line", sample.number());
      json.put("violations", violations.stream().map(Json::of).toList());
      out.println(Json.line(json));
    } else if (format.isText()) {
      for (Violation violation : violations) {
        out.println(name() + ":" + sample.number() + " " + describe(violation));
      }
    } else {
      violations.forEach(violation -> note(sample, violation));
    }
  }

  private void note(JudgedSample sample, Violation violation) {
    if (notices.size() < MOST_NOTICES) {
      int line = (int) Math.min(sample.number(), Integer.MAX_VALUE);
      String place = violation.path().isEmpty() ? "" : violation.path() + " ";
      notices.add(notice(violation.rule(), line, place + violation.message()));
    }
  }

  private List<Notice> allNotices() {
    List<Notice> all = new ArrayList<>(notices);
    if (notices.size() == MOST_NOTICES) {
      all.add(
          notice("test.more", 1, "%d records violate the contract in all".formatted(violating)));
    }
    return all;
  }

  private Notice notice(String rule, int line, String message) {
    return new Notice(
        Notice.Level.ERROR,
        true,
        rule,
        name(),
        new Location(name(), line, 1),
        Optional.empty(),
        message,
        Optional.empty());
  }

  private static String describe(Violation violation) {
    String place = violation.path().isEmpty() ? "" : violation.path() + " ";
    return place + violation.message() + " [" + violation.rule() + "]";
  }

  private void summary(boolean isInShadow, PrintWriter out) {
    out.printf("%d records: %d compliant, %d violating", judged, judged - violating, violating);
    out.println(flagged > 0 ? ", %d flagged".formatted(flagged) : "");
    byRule.forEach((rule, count) -> out.printf("%8d  %s%n", count, rule));
    if (isInShadow) {
      out.println("The contract runs in shadow: all of these pass on the stream, and are counted.");
    }
  }
}
