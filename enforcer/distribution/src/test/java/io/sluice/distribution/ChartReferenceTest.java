package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds what is written about the chart, its schema included, to the values that there are. */
class ChartReferenceTest {

  private static final Path VALUES = Chart.FOLDER.resolve("values.yaml");
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final String TABLE_BEGINS = "## Values\n\n";

  @Test
  void theReadmeHasEveryValueAsItIs() throws IOException {
    String table = ValuesFile.read(VALUES).table();
    String readme = Files.readString(README);
    if (Boolean.getBoolean("golden.update")) {
      int begin = readme.indexOf(TABLE_BEGINS) + TABLE_BEGINS.length();
      int end = readme.indexOf("\n\n", begin) + 1;
      readme = readme.substring(0, begin) + table + readme.substring(end);
      Files.writeString(README, readme);
    }

    assertThat(readme).contains(TABLE_BEGINS + table);
  }

  @Test
  void everyValueIsExplainedByItselfOrByTheOneAroundIt() throws IOException {
    ValuesFile values = ValuesFile.read(VALUES);
    List<String> explained = values.documented().stream().map(ValuesFile.Value::path).toList();

    assertThat(values.bare())
        .allSatisfy(
            path ->
                assertThat(explained)
                    .anyMatch(
                        other -> other.startsWith(path + ".") || path.startsWith(other + ".")));
  }

  @Test
  void everyValueIsRenderedSomewhereAwayFromItsDefault() throws IOException {
    List<? extends Map<?, ?>> sets = Repository.resources("values").map(Chart::yaml).toList();

    for (ValuesFile.Value value : ValuesFile.read(VALUES).documented()) {
      assertThat(sets.stream().map(value::in))
          .as(value.path())
          .anyMatch(given -> !given.isEmpty() && !given.equals(value.fallback()));
    }
  }

  @Test
  void theSchemaKnowsEveryValueAndNoOthers() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());

    assertSameKeys("", Chart.yaml(VALUES), schema);
  }

  /** Objects whose keys the schema does not name hold what Kubernetes or the user defines. */
  private static void assertSameKeys(String path, Map<?, ?> values, JsonNode schema) {
    JsonNode properties = schema.path("properties");
    if (properties.isMissingNode()) {
      return;
    }
    assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isFalse();
    TreeSet<String> known = new TreeSet<>();
    properties.fieldNames().forEachRemaining(known::add);
    // Helm's own, for charts that hold this one.
    known.remove("global");
    assertThat(values.keySet().stream().map(String::valueOf)).as(path).hasSameElementsAs(known);
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> below) {
            assertSameKeys(path + "." + key, below, properties.path(String.valueOf(key)));
          }
        });
  }

  @Test
  void versionsOfChartAndApplicationAreTheProjects() {
    Map<?, ?> chart = Chart.yaml(Chart.FOLDER.resolve("Chart.yaml"));

    assertThat(chart.get("version")).isEqualTo(Repository.version());
    assertThat(chart.get("appVersion")).isEqualTo(Repository.version());
  }
}
