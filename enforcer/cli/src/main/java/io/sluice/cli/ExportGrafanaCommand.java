package io.sluice.cli;

import io.sluice.cli.export.Subject;
import io.sluice.cli.export.grafana.GrafanaDashboard;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes a dashboard for each contract. */
@Command(
    name = "grafana",
    description = {
      "Writes a dashboard for Grafana for each contract, to be imported as a file or provisioned.",
      "Several are printed one after the other; Grafana takes one a file: --output DIR.",
      ""
    })
final class ExportGrafanaCommand implements Callable<Integer> {

  @Mixin private ExportOptions export = new ExportOptions();

  @Override
  public Integer call() throws IOException {
    Optional<List<Subject>> subjects = export.subjects();
    if (subjects.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    if (subjects.get().size() > 1 && export.isOneFile()) {
      throw CommandException.badInput(
          "Grafana takes one dashboard a file, and these are several contracts: name a folder, such"
              + " as --output dashboards/");
    }
    export.write(
        subjects.get(),
        ".dashboard.json",
        some ->
            some.stream()
                .map(subject -> GrafanaDashboard.of(subject).toPrettyString() + "\n")
                .collect(Collectors.joining()));
    return ExitCode.FINE;
  }
}
