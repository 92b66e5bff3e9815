package io.sluice.cli.gate;

import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.ReportFormat;
import io.sluice.cli.report.Notice;
import io.sluice.cli.report.Report;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.ExplainedRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what is wrong with contracts, all of it in one run. */
@Command(
    name = "lint",
    description = {
      "Finds what is wrong with contracts and the Avro schemas they name, each with its place, and"
          + " where they break the organisation's policy.",
      "Exit code 1 where there is an error; warnings and notes do not fail.",
      ""
    })
public final class LintCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Contract files, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--explain",
      description =
          "Also says of every rule how it is enforced, and what it demands; as text or JSON.")
  private boolean explain;

  @Mixin private Policies policies = new Policies();

  @Mixin private ReportFormat format = new ReportFormat();

  @Spec private CommandSpec spec;

  private final Instant now = Instant.now();

  @Override
  public Integer call() throws IOException {
    List<ContractFile> contracts = ContractPaths.read(paths);
    List<Finding> findings = new ArrayList<>();
    for (ContractFile contract : contracts) {
      findings.addAll(policies.judged(contract, now));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("contracts", contracts.size());
      json.put("findings", findings.stream().map(Json::of).toList());
      if (explain) {
        json.put("rules", explained(contracts).map(LintCommand::json).toList());
      }
      out.println(Json.line(json));
    } else if (format.isText()) {
      out.print(new FindingRenderer(texts(contracts)).render(findings));
      if (explain) {
        explained(contracts).forEach(rule -> out.println(line(rule)));
      }
    } else {
      format.print(
          new Report(
              "lint",
              contracts.stream().map(ContractFile::name).toList(),
              findings.stream().map(finding -> Notice.of(finding, finding.isError())).toList()),
          out);
    }
    out.flush();
    return findings.stream().anyMatch(Finding::isError) ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  /** A rule of a contract that has no errors. */
  private record Explained(CompiledContract contract, ExplainedRule rule) {}

  private static Stream<Explained> explained(List<ContractFile> contracts) {
    return contracts.stream()
        .filter(contract -> !contract.hasErrors())
        .map(ContractFile::compile)
        .flatMap(contract -> contract.explain().stream().map(r -> new Explained(contract, r)));
  }

  private static String line(Explained explained) {
    ExplainedRule rule = explained.rule();
    return "%s  %s  %s: %s%s"
        .formatted(
            explained.contract().contract().id(),
            rule.rule().id(),
            rule.demand(),
            rule.run().words(),
            rule.why() == null ? "" : ", since " + rule.why());
  }

  private static Map<String, Object> json(Explained explained) {
    ExplainedRule rule = explained.rule();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contract", explained.contract().contract().id());
    json.put("rule", rule.rule().id());
    json.put("demand", rule.demand());
    json.put("severity", rule.rule().severity().name().toLowerCase(Locale.ROOT));
    json.put("run", rule.run().name().toLowerCase(Locale.ROOT));
    if (rule.why() != null) {
      json.put("why", rule.why());
    }
    return json;
  }

  private static Map<String, String> texts(List<ContractFile> contracts) {
    return contracts.stream()
        .collect(Collectors.toMap(ContractFile::name, ContractFile::text, (a, b) -> a));
  }
}
