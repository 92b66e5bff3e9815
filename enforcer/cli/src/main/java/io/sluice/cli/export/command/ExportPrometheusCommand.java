package io.sluice.cli.export.command;

import io.sluice.cli.export.Subject;
import io.sluice.cli.export.YamlDocuments;
import io.sluice.cli.export.prometheus.PrometheusRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Writes the alerts on contracts as rules for Prometheus. */
@Command(
    name = "prometheus",
    description = {
      "Writes a file of rules for Prometheus: what is recorded of each contract, and its alerts.",
      "Contracts that are not enforced have none. What has no alert is said on standard error.",
      ""
    })
final class ExportPrometheusCommand extends ContractExport {

  @Override
  void export(List<Subject> subjects, ExportOptions to) throws IOException {
    List<Subject> enforced = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Subject subject : subjects) {
      if (subject.contract().status().isEnforced()) {
        enforced.add(subject);
        notes.addAll(PrometheusRules.notes(subject));
      } else {
        notes.add(subject.id() + ": left out, since it is not enforced (its status says so)");
      }
    }
    to.write(
        enforced, ".rules.yaml", some -> YamlDocuments.write(List.of(PrometheusRules.of(some))));
    to.say(notes);
  }
}
