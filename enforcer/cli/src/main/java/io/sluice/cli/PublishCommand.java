package io.sluice.cli;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.Publication;
import io.sluice.pipeline.registry.PublicationRefusedException;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers contracts, each with its schema. */
@Command(
    name = "publish",
    description = {
      "Registers contracts, each with its Avro schema, from where the enforcer takes them.",
      "Nothing is registered where one has an error. Publishing again changes nothing.",
      ""
    })
final class PublishCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Contract files, or folders.")
  private List<Path> paths = List.of();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    List<ContractFile> contracts = ContractPaths.read(paths);
    if (contracts.stream().anyMatch(ContractFile::hasErrors)) {
      contracts.forEach(c -> printErrors(c, err));
      err.println("sluice: nothing was published");
      err.flush();
      return ExitCode.FINDINGS;
    }
    try (ApicurioRegistry apicurio = new ApicurioRegistry(registry.settings())) {
      for (ContractFile contract : contracts) {
        print(apicurio.publisher().publish(contract));
      }
      return ExitCode.FINE;
    } catch (PublicationRefusedException e) {
      err.println("sluice: " + e.getMessage());
      err.flush();
      return ExitCode.FINDINGS;
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
  }

  private static void printErrors(ContractFile contract, PrintWriter err) {
    List<Finding> errors = contract.findings().stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      err.print(new FindingRenderer(Map.of(contract.name(), contract.text())).render(errors));
    }
  }

  private void print(Publication publication) {
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("contract", publication.contract());
      json.put("schemaVersion", publication.schemaVersion());
      json.put("created", publication.created());
      out.println(Json.line(json));
    } else {
      out.printf(
          "%-9s %s (schema version %s)%n",
          publication.created() ? "published" : "unchanged",
          publication.contract(),
          publication.schemaVersion());
    }
    out.flush();
  }
}
