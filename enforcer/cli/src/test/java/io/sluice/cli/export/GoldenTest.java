package io.sluice.cli.export;

import io.sluice.cli.export.grafana.GrafanaDashboard;
import io.sluice.cli.export.openslo.OpenSloDocuments;
import io.sluice.cli.export.prometheus.PrometheusRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a contract with all that there is becomes, as a whole. With {@code -Dgolden.update=true} it
 * is written, to be read before it is committed.
 */
class GoldenTest {

  private final Subject everything = Subjects.everything();

  @Test
  void rulesAreThoseOnFile() throws IOException {
    assertIsOnFile(
        "rules.yaml", YamlDocuments.write(List.of(PrometheusRules.of(List.of(everything)))));
  }

  @Test
  void objectivesAreThoseOnFile() throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    documents.add(OpenSloDocuments.dataSource("http://prometheus:9090"));
    documents.addAll(OpenSloDocuments.of(everything));

    assertIsOnFile("openslo.yaml", YamlDocuments.write(documents));
  }

  @Test
  void theDashboardIsTheOneOnFile() throws IOException {
    assertIsOnFile("dashboard.json", GrafanaDashboard.of(everything).toPrettyString() + "\n");
  }

  @Test
  void whatHasNoAlertIsSaid() throws IOException {
    assertIsOnFile("notes.txt", String.join("\n", PrometheusRules.notes(everything)) + "\n");
  }

  private static void assertIsOnFile(String name, String text) throws IOException {
    Goldens.assertIsOnFile(Subjects.EVERYTHING.resolve(name), text);
  }
}
