package io.sluice.engine.authoring;

import io.sluice.engine.profile.FreshnessProposal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is promised on time: what the canvas says, else what a sample shows. */
final class DraftPromises {

  private static final String WINDOW = "30d";

  /** A freshness that is proposed is one that a quiet hour may break. */
  private static final String PROPOSED_PERCENT = "95";

  /**
   * A promise and its objective.
   *
   * @param note where it is a proposal; null where somebody said it
   */
  private record Line(CanvasPromise promise, @Nullable String note) {}

  private final String record;
  private final @Nullable String eventTime;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param record the name of the schema object
   * @param eventTime null where no field says when events happen, so that nothing is promised on it
   */
  DraftPromises(
      String record,
      @Nullable String eventTime,
      List<CanvasPromise> said,
      @Nullable FreshnessProposal proposed) {
    this.record = record;
    this.eventTime = eventTime;
    for (CanvasPromise promise : said) {
      if (eventTime != null || !promise.isOfTime()) {
        lines.add(new Line(promise, null));
      }
    }
    if (proposed != null && said.stream().noneMatch(p -> p.property().equals("freshness"))) {
      lines.add(
          new Line(
              new CanvasPromise(
                  "freshness", String.valueOf(proposed.value()), proposed.unit(), PROPOSED_PERCENT),
              "proposed: " + proposed.seen()));
    }
  }

  /** Writes {@code slaProperties}, where there are any. */
  void slaProperties(YamlText yaml) {
    List<Line> sla =
        lines.stream().filter(l -> !l.promise().property().equals("adherence")).toList();
    if (sla.isEmpty()) {
      return;
    }
    yaml.key("slaProperties");
    for (Line line : sla) {
      CanvasPromise promise = line.promise();
      if (line.note() != null) {
        yaml.comment(line.note());
      }
      yaml.item().entry("id", promise.property()).entry("property", promise.property());
      if (promise.isOfTime()) {
        yaml.number("value", promise.value()).entry("unit", promise.unit());
        yaml.entry("element", record + "." + eventTime);
      } else {
        yaml.number("value", promise.targetPercent()).entry("unit", "percent");
      }
      yaml.end();
    }
    yaml.end();
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Writes the items of {@code customProperties} that say how often each is to be kept. */
  void objectives(YamlText yaml) {
    if (lines.isEmpty()) {
      return;
    }
    yaml.item().entry("property", "sluice.objectives").key("value");
    for (Line line : lines) {
      yaml.key(line.promise().property());
      if (!line.promise().property().equals("availability")) {
        yaml.number("targetPercent", line.promise().targetPercent());
        if (line.note() != null) {
          yaml.note("proposed");
        }
      }
      yaml.number("window", WINDOW).end();
    }
    yaml.end().end();
  }
}
