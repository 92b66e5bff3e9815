package io.sluice.cli.export.command;

import io.sluice.cli.export.Subject;
import io.sluice.cli.export.grafana.GrafanaDashboard;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Writes a dashboard for each contract. */
@Command(
    name = "grafana",
    description = {
      "Writes a dashboard for Grafana for each contract, to be imported as a file or provisioned.",
      "Several are printed one after the other; Grafana takes one a file: --output DIR.",
      ""
    })
final class ExportGrafanaCommand extends ContractExport {

  @Override
  void export(List<Subject> subjects, ExportOptions to) throws IOException {
    to.refuseOneFile(subjects, "Grafana takes one dashboard a file", "dashboards/");
    to.write(
        subjects,
        ".dashboard.json",
        some ->
            some.stream()
                .map(subject -> GrafanaDashboard.of(subject).toPrettyString() + "\n")
                .collect(Collectors.joining()));
  }
}
