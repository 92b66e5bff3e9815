package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.doctor.Diagnosis;
import io.sluice.cli.doctor.DiagnosisJson;
import io.sluice.cli.doctor.DiagnosisPrinter;
import io.sluice.cli.doctor.Doctor;
import io.sluice.cli.doctor.Source;
import io.sluice.engine.authoring.ContractFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The dry run. */
@Command(
    name = "doctor",
    description = {
      "The dry run: says of each contract what the service would find, or does find, as its own user:"
          + " version, last update, records, topics, permissions, keys.",
      "Changes nothing and reads no record. Waits 15 seconds at most for each answer of Kafka, and of"
          + " the registry as long as the settings say; what does not answer is not asked again.",
      "Exit code 1 where a contract is not enforced or not kept until somebody does something, 3 where"
          + " Kafka or the registry can't be reached.",
      ""
    })
public final class DoctorCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "CONTRACT",
      description =
          "A registered contract's id (ID:1: its major version 1), or a file or folder, held"
              + " against what is registered. Default: all that the settings select.")
  private List<String> names = List.of();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Diagnosis diagnosis =
        new Doctor(cluster.startSettings(registry), InstantSource.system()).examine(sources());
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      out.println(Json.line(DiagnosisJson.of(diagnosis)));
    } else {
      new DiagnosisPrinter(out).print(diagnosis);
    }
    out.flush();
    if (!diagnosis.isReached()) {
      return ExitCode.INFRASTRUCTURE;
    }
    return diagnosis.hasProblems() ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String name : names) {
      Path path = Path.of(name);
      if (ContractPaths.isContract(name) || Files.exists(path)) {
        for (ContractFile file : ContractPaths.read(List.of(path))) {
          sources.add(
              Source.of(
                  file,
                  file.contract()
                      .orElseThrow(
                          () ->
                              CommandException.badInput(
                                  file.name() + " is no contract; `bin/sluice lint` says why"))));
        }
      } else {
        sources.add(Source.named(name));
      }
    }
    return sources;
  }
}
