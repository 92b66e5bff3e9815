package io.sluice.cli.export.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A panel of a dashboard, as Grafana's JSON has it; of a kind that Grafana comes with. */
final class Panel {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final int width;
  private final int height;
  private final ObjectNode json = JSON.objectNode();
  private final ObjectNode options;

  /**
   * A panel that shows nothing yet.
   *
   * @param width of the 24 columns that a dashboard has
   * @param height in rows of a dashboard
   */
  private Panel(String type, String title, int width, int height) {
    this.width = width;
    this.height = height;
    json.put("type", type).put("title", title);
    options = json.putObject("options");
  }

  // ---- kinds

  static Panel text(String title, int width, int height, String markdown) {
    Panel panel = new Panel("text", title, width, height);
    panel.options.put("mode", "markdown").put("content", markdown);
    return panel;
  }

  /** Of each series the newest value. */
  static Panel now(String title, int width, int height, Query query) {
    Panel panel = new Panel("stat", title, width, height);
    panel.options.put("textMode", "value_and_name").put("colorMode", "background");
    panel.options.put("graphMode", "none").put("orientation", "auto");
    return panel.newest().showing(List.of(query), true);
  }

  /** Of each series its newest value as a bar. */
  static Panel bars(String title, int width, int height, Query query) {
    Panel panel = new Panel("bargauge", title, width, height);
    panel.options.put("orientation", "horizontal").put("displayMode", "basic");
    return panel.newest().showing(List.of(query), true);
  }

  /** Lines over time. */
  static Panel lines(String title, int width, int height, Query... queries) {
    Panel panel = new Panel("timeseries", title, width, height);
    panel
        .options
        .putObject("legend")
        .put("showLegend", true)
        .put("displayMode", "list")
        .put("placement", "bottom");
    panel.options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
    panel.custom().put("fillOpacity", 10).put("showPoints", "never");
    return panel.showing(List.of(queries), false);
  }

  /** States over time, a line for each series. */
  static Panel states(String title, int width, int height, Query query) {
    Panel panel = new Panel("state-timeline", title, width, height);
    panel.options.put("mergeValues", true).put("showValue", "auto");
    panel.custom().put("fillOpacity", 80);
    return panel.showing(List.of(query), false);
  }

  private Panel newest() {
    options.putObject("reduceOptions").put("values", false).putArray("calcs").add("lastNotNull");
    return this;
  }

  private Panel showing(List<Query> queries, boolean instant) {
    json.set("datasource", dataSource());
    ArrayNode targets = json.putArray("targets");
    for (Query query : queries) {
      ObjectNode target = targets.addObject();
      target.put("refId", Character.toString('A' + targets.size() - 1));
      target.set("datasource", dataSource());
      target.put("expr", query.expression()).put("legendFormat", query.legend());
      target.put("instant", instant).put("range", !instant);
    }
    return this;
  }

  private static ObjectNode dataSource() {
    return JSON.objectNode().put("type", "prometheus").put("uid", "${datasource}");
  }

  // ---- what it looks like

  Panel described(String description) {
    json.put("description", description);
    return this;
  }

  /** The unit of its values, such as {@code percentunit} or {@code s}, as Grafana names them. */
  Panel in(String unit) {
    defaults().put("unit", unit);
    return this;
  }

  Panel between(double min, double max) {
    defaults().put("min", min).put("max", max);
    return this;
  }

  /** Words in the place of values; what is NaN is unknown. */
  Panel meaning(List<Meaning> meanings) {
    ArrayNode mappings = defaults().putArray("mappings");
    ObjectNode values = mappings.addObject().put("type", "value").putObject("options");
    for (Meaning meaning : meanings) {
      values
          .putObject(Integer.toString(meaning.value()))
          .put("text", meaning.word())
          .put("color", meaning.colour())
          .put("index", values.size() - 1);
    }
    mappings
        .addObject()
        .put("type", "special")
        .putObject("options")
        .put("match", "null+nan")
        .putObject("result")
        .put("text", "UNKNOWN")
        .put("color", "text")
        .put("index", meanings.size());
    return this;
  }

  /** Red at first, yellow and green from these values on. */
  Panel green(double yellowFrom, double greenFrom) {
    steps().add(step("red")).add(step("yellow", yellowFrom)).add(step("green", greenFrom));
    return this;
  }

  /** A line at the most that is promised. */
  Panel atMost(double limit) {
    custom().putObject("thresholdsStyle").put("mode", "line");
    steps().add(step("green")).add(step("red", limit));
    return this;
  }

  private ArrayNode steps() {
    return defaults().putObject("thresholds").put("mode", "absolute").putArray("steps");
  }

  private static ObjectNode step(String colour) {
    return JSON.objectNode().put("color", colour).putNull("value");
  }

  private static ObjectNode step(String colour, double from) {
    return JSON.objectNode().put("color", colour).put("value", from);
  }

  private ObjectNode defaults() {
    return json.withObject("/fieldConfig/defaults");
  }

  private ObjectNode custom() {
    return json.withObject("/fieldConfig/defaults/custom");
  }

  // ---- where it stands

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The panel's JSON, with its number and its place. */
  ObjectNode at(int id, int x, int y) {
    ObjectNode placed = JSON.objectNode().put("id", id);
    placed.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
    placed.setAll(json);
    return placed;
  }
}
