package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.export.grafana.GrafanaDashboard;
import io.sluice.cli.export.prometheus.PrometheusRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules as Prometheus reads and evaluates them. */
class AlertsTest {

  private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");

  @TempDir private Path folder;

  @BeforeAll
  static void needsPromtool() {
    Promtool.assumeInstalled();
  }

  @Test
  void rulesOfEveryContractAreValid() throws IOException, InterruptedException {
    Path file = folder.resolve("rules.yaml");
    Files.writeString(file, YamlDocuments.write(List.of(PrometheusRules.of(Subjects.all()))));

    Promtool.checkRules(file);
  }

  @Test
  void noContractsAreNoRules() throws IOException, InterruptedException {
    Path file = folder.resolve("rules.yaml");
    Files.writeString(file, YamlDocuments.write(List.of(PrometheusRules.of(List.of()))));

    Promtool.checkRules(file);
  }

  @Test
  void alertsFireWhenTheyShouldAndNotOtherwise() throws IOException, InterruptedException {
    Promtool.testRules(Subjects.EVERYTHING.resolve("alerts.test.yaml"));
  }

  @Test
  void anAlertSaysAllThatSomebodyNeedsWhoIsWokenByIt() throws IOException, InterruptedException {
    Promtool.testRules(Subjects.EVERYTHING.resolve("texts.test.yaml"));
  }

  @Test
  void everyAlertIsTestedToFire() throws IOException {
    TreeSet<String> alerts = new TreeSet<>();
    ALERT
        .matcher(Files.readString(Subjects.EVERYTHING.resolve("rules.yaml")))
        .results()
        .forEach(match -> alerts.add(match.group(1)));
    String tests = Files.readString(Subjects.EVERYTHING.resolve("alerts.test.yaml"));

    assertThat(alerts)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            alert ->
                assertThat(tests)
                    .containsPattern("\"" + alert + "\"[^\n]*\n.*\n.*value: 1\\b")
                    .containsPattern("\"" + alert + "\"[^\n]*\n.*\n.*exp_samples: \\[\\]"));
  }

  /** A file of rules holds any expression, and promtool reads it. */
  @Test
  void queriesOfDashboardsAreValid() throws IOException, InterruptedException {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Subject subject : Subjects.all()) {
      for (JsonNode query : GrafanaDashboard.of(subject).findValues("expr")) {
        rules.add(Map.of("record", "query:" + rules.size(), "expr", query.asText()));
      }
    }
    Path file = folder.resolve("queries.yaml");
    Files.writeString(
        file,
        YamlDocuments.write(
            List.of(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules))))));

    assertThat(rules).hasSizeGreaterThan(20);
    Promtool.checkRules(file);
  }
}
