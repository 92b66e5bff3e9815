package io.sluice.cli.export.command;

import io.sluice.cli.export.Subject;
import io.sluice.cli.export.YamlDocuments;
import io.sluice.cli.export.openslo.OpenSloDocuments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the objectives of contracts as OpenSLO. */
@Command(
    name = "openslo",
    description = {
      "Writes the objectives of contracts as objects of OpenSLO v1, one YAML document each.",
      "What OpenSLO can't say is said on standard error.",
      ""
    })
final class ExportOpenSloCommand extends ContractExport {

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      defaultValue = "http://prometheus:9090",
      description = "Where the data source is; default ${DEFAULT-VALUE}.")
  private String prometheus = "";

  @Override
  void export(List<Subject> subjects, ExportOptions to) throws IOException {
    to.write(subjects, ".openslo.yaml", some -> YamlDocuments.write(documents(some)));
    to.say(subjects.stream().flatMap(s -> OpenSloDocuments.notes(s).stream()).toList());
  }

  private List<Map<String, Object>> documents(List<Subject> subjects) {
    List<Map<String, Object>> documents = new ArrayList<>();
    documents.add(OpenSloDocuments.dataSource(prometheus));
    subjects.forEach(subject -> documents.addAll(OpenSloDocuments.of(subject)));
    return documents;
  }
}
