package io.sluice.cli.export.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.cli.export.ObjectName;
import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.Selector;
import io.sluice.cli.export.Series;
import io.sluice.cli.export.Subject;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Status;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.PipelineState;
import io.sluice.pipeline.count.SliMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dashboard of one contract: its promises and how they stand, then what its records come to,
 * then its pipeline.
 */
public final class GrafanaDashboard {

  private static final int COLUMNS = 24;
  private static final int HALF = COLUMNS / 2;
  private static final int THIRD = COLUMNS / 3;

  /** The oldest of Grafana's schemas that has all of these panels: that of Grafana 10. */
  private static final int SCHEMA_VERSION = 39;

  /** Grafana allows for no longer one. */
  private static final int LONGEST_UID = 40;

  private static final List<Meaning> KEPT =
      List.of(
          new Meaning((int) SliMeters.current(Current.BROKEN), "BROKEN", "red"),
          new Meaning((int) SliMeters.current(Current.KEPT), "KEPT", "green"));

  private static final List<Meaning> STATUS =
      Stream.of(Status.values())
          .map(s -> new Meaning(SliMeters.status(s), s.name().replace('_', ' '), colour(s)))
          .toList();

  private static final List<Meaning> STATES =
      Stream.of(
              new PipelineState.Stopped(),
              new PipelineState.Starting(),
              new PipelineState.Waiting(""),
              new PipelineState.Running(),
              new PipelineState.Paused(""),
              new PipelineState.Failed(""))
          .map(s -> new Meaning(s.code(), s.word(), colour(s)))
          .toList();

  private final Subject subject;

  private GrafanaDashboard(Subject subject) {
    this.subject = subject;
  }

  /** The dashboard's JSON. */
  public static ObjectNode of(Subject subject) {
    return new GrafanaDashboard(subject).json();
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uid", ObjectName.of(LONGEST_UID, "sluice", subject.major().name()));
    json.put("title", "Contract " + subject.major());
    json.put("description", subject.title() + ", owned by " + subject.owner());
    json.putArray("tags").add("sluice").add("data-contract");
    json.put("schemaVersion", SCHEMA_VERSION).put("editable", true).put("refresh", "1m");
    json.putObject("time").put("from", "now-24h").put("to", "now");
    json.put("timezone", "browser");
    json.putObject("templating")
        .putArray("list")
        .addObject()
        .put("name", "datasource")
        .put("label", "Prometheus")
        .put("type", "datasource")
        .put("query", "prometheus");
    place(panels(), json.putArray("panels"));
    return json;
  }

  /** From left to right, and on below where a row is full. */
  private static void place(List<Panel> panels, ArrayNode placed) {
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > COLUMNS) {
        x = 0;
        y += rowHeight;
        rowHeight = 0;
      }
      placed.add(panel.at(placed.size() + 1, x, y));
      x += panel.width();
      rowHeight = Math.max(rowHeight, panel.height());
    }
  }

  private List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    panels.add(promises());
    panels.add(kept());
    if (!subject.held().isEmpty()) {
      panels.add(status());
      panels.add(compliance());
      panels.add(budget());
    }
    panels.add(ratio());
    panels.add(burnRate());
    if (subject.indicators().stream().anyMatch(i -> i.periods().isPresent())) {
      panels.add(periods());
    }
    panels.add(records());
    panels.add(violations());
    subject.indicators(Indicator.Freshness.class).stream()
        .findFirst()
        .ifPresent(f -> panels.add(freshness(f)));
    panels.add(lag());
    panels.add(state());
    return panels;
  }

  // ---- promises

  private Panel promises() {
    String list =
        subject.indicators().stream()
            .map(i -> "- **" + i.id() + "**: " + PromiseWords.sentence(i, subject))
            .collect(Collectors.joining("\n"));
    return Panel.text(
        "What is promised",
        COLUMNS,
        4 + subject.indicators().size(),
        "%s, version %s. Owner: %s. Support: %s. Topics: `%s` to `%s`, dead letters `%s`.\n\n%s\n"
            .formatted(
                subject.id(),
                subject.contract().version(),
                subject.owner(),
                subject.support(),
                subject.binding().rawTopic(),
                subject.binding().productTopic(),
                subject.binding().deadLetterTopic(),
                list));
  }

  private Panel kept() {
    return Panel.now("Kept now", COLUMNS, 4, bySli("min", Series.CURRENT))
        .described("Whether each promise is kept at this moment.")
        .meaning(KEPT);
  }

  private Panel status() {
    return Panel.now("Objectives", COLUMNS, 4, bySli("max", Series.STATUS))
        .described("How each objective stands over its window.")
        .meaning(STATUS);
  }

  private Panel compliance() {
    return Panel.bars("Over the objective's window", HALF, 8, bySli("max", Series.COMPLIANCE))
        .described(
            "The share of what was judged that was good, exact, over the objective's window.")
        .in("percentunit")
        .between(0, 1);
  }

  private Panel budget() {
    return Panel.bars("Error budget left", HALF, 8, bySli("min", Series.BUDGET_LEFT))
        .described("Of what may be bad in the objective's window; below zero more was.")
        .in("percentunit")
        .between(0, 1)
        .green(0, 0.25);
  }

  private Panel ratio() {
    return Panel.lines(
            "Good, of the last 5 minutes",
            HALF,
            8,
            new Query(
                "sum by (sli) (rate(%s[5m])) / sum by (sli) (rate(%s[5m]))"
                    .formatted(of(Series.GOOD), of(Series.EVENTS)),
                "{{sli}}"))
        .described("Records, minutes or periods that were good, of those that were judged.")
        .in("percentunit");
  }

  private Panel burnRate() {
    return Panel.lines(
            "Burn rates",
            HALF,
            8,
            new Query(
                "max by (sli, window) (%s)".formatted(of(Series.BURN_RATE)), "{{sli}} {{window}}"))
        .described("How many times as fast as it lasts each error budget is used up.")
        .in("none");
  }

  private Panel periods() {
    return Panel.lines(
            "The period that runs",
            COLUMNS,
            8,
            new Query("max by (sli) (%s)".formatted(of(Series.PERIOD_GOOD)), "{{sli}} good"),
            new Query("max by (sli) (%s)".formatted(of(Series.PERIOD_EVENTS)), "{{sli}} of"))
        .described("Keys or records of the newest period, as they stand.")
        .in("none");
  }

  // ---- records

  private Panel records() {
    return Panel.lines(
            "Records by outcome",
            HALF,
            8,
            new Query(
                "sum by (outcome) (rate(%s[5m]))".formatted(of(Series.RECORDS)), "{{outcome}}"))
        .described("Raw records a second by what became of them.")
        .in("cps");
  }

  private Panel violations() {
    return Panel.lines(
            "Violations by rule",
            HALF,
            8,
            new Query("sum by (rule) (rate(%s[5m]))".formatted(of(Series.VIOLATIONS)), "{{rule}}"))
        .described("Breaches in dead letters a second; one letter can hold several.")
        .in("cps");
  }

  // ---- the pipeline

  private Panel freshness(Indicator.Freshness freshness) {
    return Panel.lines(
            "Freshness",
            THIRD,
            8,
            new Query("min by (contract, major) (%s)".formatted(of(Series.FRESHNESS)), "age"))
        .described("The age of the newest event in " + subject.binding().productTopic() + ".")
        .in("s")
        .atMost(freshness.atMost().toMillis() / 1000.0);
  }

  private Panel lag() {
    return Panel.lines(
            "Waiting records",
            THIRD,
            8,
            new Query("max by (contract, major) (%s)".formatted(of(Series.LAG)), "records"))
        .described("Raw records that are not judged yet.")
        .in("short");
  }

  private Panel state() {
    return Panel.states(
            "Pipeline", THIRD, 8, new Query(of(Series.STATE).toString(), "{{instance}}"))
        .described("The state of the pipeline on each instance.")
        .meaning(STATES);
  }

  // ---- queries

  private Selector of(String series) {
    return Selector.of(series, subject);
  }

  private Query bySli(String operator, String series) {
    return new Query("%s by (sli) (%s)".formatted(operator, of(series)), "{{sli}}");
  }

  private static String colour(Status status) {
    return switch (status) {
      case UNKNOWN -> "text";
      case OK -> "green";
      case AT_RISK -> "orange";
      case BREACHED -> "red";
    };
  }

  private static String colour(PipelineState state) {
    return switch (state) {
      case PipelineState.Running s -> "green";
      case PipelineState.Starting s -> "blue";
      case PipelineState.Waiting s -> "yellow";
      case PipelineState.Paused s -> "orange";
      case PipelineState.Stopped s -> "text";
      case PipelineState.Failed s -> "red";
    };
  }
}
