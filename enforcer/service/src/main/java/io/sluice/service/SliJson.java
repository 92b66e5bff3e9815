package io.sluice.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Result;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.count.SliMeters;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.measurement.Reading;
import java.util.List;
import java.util.TreeMap;

/** What a contract came to, as JSON. Shares are numbers in percent, rounded down. */
final class SliJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SliJson() {}

  /** A contract of which this instance knows nothing: another one measures it, or none does yet. */
  static ObjectNode unknown(String contract) {
    ObjectNode json = JSON.objectNode();
    json.put("contract", contract);
    json.putNull("judgedUntil");
    json.putArray("slis");
    return json;
  }

  /**
   * A snapshot.
   *
   * @param withHistory whether with what is known of the past
   */
  static ObjectNode of(Snapshot snapshot, boolean withHistory) {
    ObjectNode json = JSON.objectNode();
    json.put("contract", snapshot.contract().id());
    json.put("version", snapshot.contract().version().text());
    json.put("since", snapshot.since().toString());
    json.put("judgedUntil", snapshot.judgedUntil().toString());
    snapshot
        .lag()
        .ifPresentOrElse(lag -> json.put("lagRecords", lag), () -> json.putNull("lagRecords"));
    json.put("gaps", snapshot.gaps());
    json.put("overlaps", snapshot.overlaps());
    ArrayNode slis = json.putArray("slis");
    for (Reading reading : snapshot.readings()) {
      ObjectNode sli = reading(reading);
      if (withHistory) {
        sli.set(
            "history",
            periods(snapshot.history().getOrDefault(reading.indicator().id(), List.of())));
      }
      slis.add(sli);
    }
    return json;
  }

  private static ObjectNode reading(Reading reading) {
    Indicator indicator = reading.indicator();
    ObjectNode json = JSON.objectNode();
    json.put("id", indicator.id());
    json.put("sli", indicator.sli().word());
    indicator.field().ifPresent(field -> json.put("field", field));
    if (!indicator.key().isEmpty()) {
      ArrayNode key = json.putArray("key");
      indicator.key().forEach(key::add);
    }
    fill(json, reading.window());
    Objective objective = indicator.promise().objective().orElse(null);
    if (objective != null) {
      json.put("target", objective.target().percent());
      json.put("targetExclusive", objective.target().exclusive());
    }
    json.put("status", reading.standing().status().name());
    json.put("current", reading.current().name());
    json.put("reason", reading.standing().reason());
    json.put("statusSince", reading.standing().since().toString());
    reading.standing().budgetLeftPercent().ifPresent(left -> json.put("budgetLeftPercent", left));
    if (!reading.burns().isEmpty()) {
      ObjectNode burns = json.putObject("burnRates");
      new TreeMap<>(reading.burns())
          .forEach(
              (window, rate) ->
                  rate.value()
                      .ifPresentOrElse(
                          value -> burns.put(SliMeters.window(window), value),
                          () -> burns.putNull(SliMeters.window(window))));
    }
    reading.open().ifPresent(open -> json.set("period", period(open)));
    return json;
  }

  private static ArrayNode periods(List<Reading.PeriodResult> periods) {
    ArrayNode json = JSON.arrayNode();
    periods.forEach(period -> json.add(period(period)));
    return json;
  }

  private static ObjectNode period(Reading.PeriodResult period) {
    ObjectNode json = JSON.objectNode();
    fill(json, period.result());
    json.put("late", period.late());
    json.put("kept", period.kept().name());
    return json;
  }

  private static void fill(ObjectNode json, Result result) {
    Counts counts = result.counts();
    json.put("start", result.window().start().toString());
    json.put("end", result.window().end().toString());
    json.put("state", result.state().name());
    json.put("good", counts.good());
    json.put("total", counts.total());
    counts
        .percent()
        .ifPresentOrElse(share -> json.put("value", share), () -> json.putNull("value"));
  }
}
