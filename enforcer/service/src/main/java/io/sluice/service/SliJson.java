package io.sluice.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Result;
import io.sluice.engine.sli.Sli;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliResult;
import io.sluice.pipeline.measure.Snapshot;
import java.util.List;

/**
 * What a contract came to, as JSON. Shares are numbers in percent, rounded down. Keys are stable,
 * and documented in docs/command-line.md.
 */
public final class SliJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SliJson() {}

  /** A contract of which nothing was judged yet. */
  static ObjectNode nothing(String contract) {
    ObjectNode json = JSON.objectNode();
    json.put("contract", contract);
    json.putNull("judgedUntil");
    json.putArray("slis");
    return json;
  }

  /**
   * What an instance knows.
   *
   * @param withHistory whether with what is known of the past
   */
  static ObjectNode of(Slis slis, boolean withHistory) {
    ObjectNode json = of(slis.report(), withHistory);
    switch (slis) {
      case Slis.Own(Snapshot snapshot) -> {
        json.put("measuredHere", true);
        json.put("since", snapshot.since().toString());
        snapshot
            .lag()
            .ifPresentOrElse(lag -> json.put("lagRecords", lag), () -> json.putNull("lagRecords"));
        json.put("gaps", snapshot.gaps());
        json.put("overlaps", snapshot.overlaps());
      }
      case Slis.Told told -> json.put("measuredHere", false);
    }
    return json;
  }

  /**
   * A report.
   *
   * @param withHistory whether with what it has of the past
   */
  public static ObjectNode of(SliReport report, boolean withHistory) {
    ObjectNode json = JSON.objectNode();
    json.put("contract", report.contract());
    json.put("version", report.version());
    json.put("judgedUntil", report.judgedUntil().toString());
    json.set("slis", slis(report, withHistory));
    return json;
  }

  /**
   * The promises of a report alone.
   *
   * @param withHistory whether with what it has of their past
   */
  public static ArrayNode slis(SliReport report, boolean withHistory) {
    ArrayNode slis = JSON.arrayNode();
    for (SliReport.Entry entry : report.entries()) {
      ObjectNode sli = window(entry.window());
      entry.period().ifPresent(period -> sli.set("period", period(period)));
      if (withHistory) {
        sli.set("history", periods(entry.history()));
      }
      slis.add(sli);
    }
    return slis;
  }

  private static ObjectNode window(SliResult said) {
    SliResult.Promised promised = said.promised();
    ObjectNode json = JSON.objectNode();
    json.put("id", promised.indicator());
    json.put("sli", promised.sli());
    promised.field().ifPresent(field -> json.put("field", field));
    if (!promised.key().isEmpty()) {
      ArrayNode key = json.putArray("key");
      promised.key().forEach(key::add);
    }
    fill(json, said);
    promised
        .target()
        .ifPresentOrElse(
            target -> {
              json.put("target", target.percent());
              json.put("targetExclusive", target.exclusive());
            },
            () -> json.putNull("target"));
    SliResult.Course course = said.course();
    json.put("status", course.status().name());
    json.put("current", said.current().name());
    json.put("reason", course.reason());
    json.put("statusSince", course.since().toString());
    course.budgetLeftPercent().ifPresent(left -> json.put("budgetLeftPercent", left));
    if (!course.burnRates().isEmpty()) {
      ObjectNode burns = json.putObject("burnRates");
      course
          .burnRates()
          .forEach(
              (window, rate) ->
                  rate.ifPresentOrElse(
                      value -> burns.put(SliMeters.window(window), value),
                      () -> burns.putNull(SliMeters.window(window))));
    }
    return json;
  }

  private static ArrayNode periods(List<SliResult> periods) {
    ArrayNode json = JSON.arrayNode();
    periods.forEach(period -> json.add(period(period)));
    return json;
  }

  private static ObjectNode period(SliResult period) {
    ObjectNode json = JSON.objectNode();
    fill(json, period);
    json.put("late", period.late());
    json.put("kept", period.current().name());
    return json;
  }

  private static void fill(ObjectNode json, SliResult said) {
    Result result = said.result();
    Counts counts = result.counts();
    json.put("start", result.window().start().toString());
    json.put("end", result.window().end().toString());
    json.put("state", result.state().name());
    json.put("good", counts.good());
    json.put("total", counts.total());
    if (said.promised().sli().equals(Sli.VOLUME.word())) {
      json.put("value", counts.total());
    } else {
      counts
          .percent()
          .ifPresentOrElse(share -> json.put("value", share), () -> json.putNull("value"));
    }
  }
}
