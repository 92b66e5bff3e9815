package io.sluice.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.export.grafana.GrafanaDashboard;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTest {

  /** Kinds of panels that Grafana comes with, of those that it has. */
  private static final Set<String> WITHOUT_PLUGINS =
      Set.of("text", "stat", "bargauge", "timeseries", "state-timeline");

  static List<JsonNode> dashboards() {
    return Subjects.all().stream().map(s -> (JsonNode) GrafanaDashboard.of(s)).toList();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsNeedNoPlugins(JsonNode dashboard) {
    assertThat(dashboard.path("panels"))
        .isNotEmpty()
        .allSatisfy(panel -> assertThat(WITHOUT_PLUGINS).contains(panel.path("type").asText()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyQueryIsOfTheSourceThatTheReaderChooses(JsonNode dashboard) {
    assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
    assertThat(dashboard.path("panels").findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsStandBesideAndBelowEachOther(JsonNode dashboard) {
    List<Rectangle> placed = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      JsonNode at = panel.path("gridPos");
      Rectangle place =
          new Rectangle(
              at.path("x").asInt(),
              at.path("y").asInt(),
              at.path("w").asInt(),
              at.path("h").asInt());
      assertThat(place.x + place.width).isLessThanOrEqualTo(24);
      assertThat(placed).noneMatch(place::intersects);
      placed.add(place);
    }
    assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theDashboardHasANameOfItsOwnThatImportingKeeps(JsonNode dashboard) {
    assertThat(dashboard.path("uid").asText()).matches("[a-z0-9-]{1,40}");
    assertThat(dashboard.has("id")).isFalse();
    assertThat(dashboard.has("__inputs")).isFalse();
  }
}
