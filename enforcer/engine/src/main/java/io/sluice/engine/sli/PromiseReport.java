package io.sluice.engine.sli;

import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.finding.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is wrong with a contract's promises: all texts of such findings stand here. */
final class PromiseReport {

  private static final int LONGEST_WORD = 80;

  private final List<Finding> findings = new ArrayList<>();

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void error(String rule, Location at, String message) {
    findings.add(Finding.error(rule, at, message));
  }

  private void info(String rule, Location at, String message) {
    findings.add(Finding.info(rule, at, message));
  }

  private static String shown(String word) {
    String line = word.replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_WORD
        ? "\"" + line + "\""
        : "\"" + line.substring(0, line.offsetByCodePoints(0, LONGEST_WORD)) + "…\"";
  }

  // ---- SLA properties

  void notOnAStream(Location at, String property) {
    info("sluice.notMeasured", at, shown(property) + " is no promise that a stream can measure");
  }

  void isAQualityRule(Location at, String word, String metric) {
    error(
        "sluice.promise",
        at,
        "%s is promised by a quality rule with a tolerance, metric %s, not by an SLA property"
            .formatted(word, metric));
  }

  void value(Location at, String property, String wanted) {
    error("sluice.promise", at, "the value of " + property + " must be " + wanted);
  }

  void needsUnit(Location at, String property, String units) {
    error("sluice.unit", at, property + " needs a unit, one of " + units);
  }

  void unit(Location at, String unit, String units) {
    String why = unit.equals("M") ? " may be minutes or months: write min or mo" : " is not known";
    error("sluice.unit", at, "unit " + shown(unit) + why + "; units are " + units);
  }

  void noFixedLength(Location at, String property) {
    error(
        "sluice.unit",
        at,
        property + " needs a unit of fixed length: months and years differ; say it in days");
  }

  void extension(Location at, String property, String wanted) {
    error("sluice.promise", at, "valueExt of " + property + " must be " + wanted);
  }

  void extensionSaysNothing(Location at, String property) {
    info("sluice.notMeasured", at, "valueExt says nothing in " + property);
  }

  void zone(Location at, String zone) {
    error(
        "sluice.zone",
        at,
        shown(zone) + " is no time zone of the IANA database, such as Africa/Lagos or UTC");
  }

  void schedule(Location at, String schedule, String wanted) {
    error(
        "sluice.schedule",
        at,
        "the schedule %s of a deadline is not understood: %s".formatted(shown(schedule), wanted));
  }

  void scheduleSaysOther(Location at, String schedule, String what) {
    error(
        "sluice.schedule",
        at,
        "the schedule " + shown(schedule) + " and " + what + " contradict each other");
  }

  void duplicateId(Location at, String id) {
    error(
        "sluice.duplicateId",
        at,
        "another promise has the id " + shown(id) + "; give this one an id of its own");
  }

  // ---- elements and keys

  void needsElement(Location at, String what) {
    error(
        "sluice.element",
        at,
        what + " needs an element: the field that says when a record happened");
  }

  void severalElements(Location at) {
    error("sluice.element", at, "one element says when a record happened, not several");
  }

  void unknownElement(Location at, String element, Collection<String> known) {
    error(
        "sluice.element",
        at,
        "element "
            + shown(element)
            + " names no field of the topic's records"
            + Suggestions.of(element, known, "; did you mean %s?"));
  }

  void noTime(Location at, String element) {
    error(
        "sluice.element",
        at,
        "element %s is no time: its logicalType must be timestamp or date".formatted(element));
  }

  void key(Location at, String key) {
    error("sluice.key", at, "key " + shown(key) + " names no field of the topic's records");
  }

  void noKey(Location at, String what) {
    error("sluice.key", at, what + " needs the fields that tell records apart");
  }

  void withinArray(Location at, String rule) {
    error(
        "sluice.measure",
        at,
        "rule %s has a tolerance and stands within an array; records are counted, not items"
            .formatted(shown(rule)));
  }

  void ofRecords(Location at, String rule, String metric) {
    error(
        "sluice.measure",
        at,
        "rule %s (%s) counts records: it stands in the quality of the object"
            .formatted(shown(rule), metric));
  }

  // ---- windows and lengths

  void unknownKey(Location at, String key, String what, Collection<String> known) {
    error(
        "sluice.unknownKey",
        at,
        "unknown key "
            + shown(key)
            + " in "
            + what
            + "; it has "
            + String.join(", ", known)
            + Suggestions.of(key, known, "; did you mean %s?"));
  }

  void length(Location at, String what) {
    error("sluice.duration", at, what + " must be a length of time such as 30d, 5m or PT5M");
  }

  void window(Location at, String wanted) {
    error("sluice.window", at, "window must be " + wanted);
  }

  void rolling(Location at) {
    error("sluice.window", at, "a window of an objective is from 1h to 90d, in whole minutes");
  }

  void graceOfNothing(Location at) {
    error("sluice.window", at, "grace is that of a calendar window: add window: {calendar: P1D}");
  }

  void graceOfShare(Location at) {
    error(
        "sluice.window",
        at,
        "grace is that of duplicates counted in rows; a share in percent is never closed");
  }

  void interval(Location at) {
    error("sluice.promise", at, "frequency has intervals of a whole minute at least");
  }

  // ---- bounds and objectives

  void bound(Location at, String rule, String why) {
    error("sluice.bound", at, "rule " + shown(rule) + " " + why);
  }

  void target(Location at) {
    error("sluice.objective", at, "targetPercent must be a number above 0 and below 100");
  }

  void needsTarget(Location at, String id) {
    error("sluice.objective", at, "the objective of " + shown(id) + " needs a targetPercent");
  }

  void secondTarget(Location at, String id) {
    error(
        "sluice.objective",
        at,
        "%s has a target already, by its own value; leave targetPercent out".formatted(shown(id)));
  }

  void objectives(Location at, String wanted) {
    error("sluice.objective", at, wanted);
  }

  void objectiveOfNothing(Location at, String id, Collection<String> known) {
    error(
        "sluice.objective",
        at,
        "nothing that is measured has the id "
            + shown(id)
            + Suggestions.of(id, known, "; did you mean %s?"));
  }

  // ---- settings and populations

  void setting(Location at, String setting, String wanted) {
    error("sluice.setting", at, setting + " must be " + wanted);
  }

  void population(Location at, String wanted) {
    error("sluice.population", at, "population must be " + wanted);
  }

  void arrivalCoverage(Location at, String rule, String why) {
    error("sluice.setting", at, "sluice.arrival: coverage " + shown(rule) + " " + why);
  }
}
