package io.sluice.cli;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what is wrong with contracts, all of it in one run. */
@Command(
    name = "lint",
    description = {
      "Finds what is wrong with contracts and the Avro schemas they name, each with its place.",
      "Exit code 1 where there is an error; warnings and notes do not fail.",
      ""
    })
final class LintCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Contract files, or folders.")
  private List<Path> paths = List.of();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<ContractFile> contracts = ContractPaths.read(paths);
    List<Finding> findings = contracts.stream().flatMap(c -> c.findings().stream()).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("contracts", contracts.size());
      json.put("findings", findings.stream().map(Json::of).toList());
      out.println(Json.line(json));
    } else {
      out.print(new FindingRenderer(texts(contracts)).render(findings));
    }
    out.flush();
    return findings.stream().anyMatch(Finding::isError) ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private static Map<String, String> texts(List<ContractFile> contracts) {
    return contracts.stream()
        .collect(Collectors.toMap(ContractFile::name, ContractFile::text, (a, b) -> a));
  }
}
