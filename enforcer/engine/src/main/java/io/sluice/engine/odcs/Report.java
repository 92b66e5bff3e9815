package io.sluice.engine.odcs;

import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.finding.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The findings of one document: all their texts stand here. */
final class Report {

  private final List<Finding> findings = new ArrayList<>();
  private boolean lenient;

  /** All findings, in the order of the document. */
  List<Finding> findings() {
    return findings.stream().sorted(Comparator.comparing(Finding::location)).toList();
  }

  /** From here on a key that is not known is reported and no error. */
  void beLenient() {
    lenient = true;
  }

  private void error(String rule, Location at, String message) {
    findings.add(Finding.error(rule, at, message));
  }

  private void warning(String rule, Location at, String message) {
    findings.add(Finding.warning(rule, at, message));
  }

  private void info(String rule, Location at, String message) {
    findings.add(Finding.info(rule, at, message));
  }

  // ---- YAML

  void syntax(Location at, String problem) {
    error("yaml.syntax", at, "not YAML: " + problem);
  }

  void notOneMapping(Location at) {
    error("yaml.document", at, "a contract is one YAML document, a mapping of keys to values");
  }

  void tooLarge(Location at) {
    error("yaml.document", at, "the document holds itself, or its aliases write out to too much");
  }

  void duplicateKey(Location at, String key) {
    error("yaml.duplicateKey", at, "key " + key + " stands twice in the same mapping");
  }

  // ---- the standard's shape

  void unknownKey(Location at, String key, String what, Collection<String> known) {
    String message =
        "unknown key " + key + " in " + what + Suggestions.of(key, known, "; did you mean %s?");
    if (lenient) {
      info("odcs.unknownKey", at, message + " (this document is newer than what Sluice knows)");
    } else {
      error("odcs.unknownKey", at, message);
    }
  }

  void missingKey(Location at, String key, String what) {
    error("odcs.missingKey", at, what + " needs the key " + key);
  }

  void wrongShape(Location at, String key, String wanted) {
    String hint = wanted.equals("a string") ? "; put it in quotes" : "";
    error("odcs.wrongType", at, key + " must be " + wanted + hint);
  }

  void wrongNode(Location at, String key, String wanted) {
    error("odcs.wrongType", at, key + " must be " + wanted);
  }

  void unknownWord(Location at, String key, String word, Collection<String> known) {
    error(
        "odcs.unknownValue",
        at,
        "%s must be one of %s, not %s%s"
            .formatted(
                key,
                String.join(", ", known),
                word,
                Suggestions.of(word, known, "; did you mean %s?")));
  }

  // ---- the contract

  void apiVersion(Location at, String version) {
    error(
        "odcs.apiVersion",
        at,
        "apiVersion " + version + " is not read; Sluice reads v3.0, v3.1 and v3.2");
  }

  void newerApiVersion(Location at, String version) {
    info(
        "odcs.apiVersion",
        at,
        "apiVersion " + version + " is read as v3.1; what it adds is reported and not enforced");
  }

  void version(Location at, String version) {
    error(
        "odcs.version",
        at,
        "version " + version + " is not a semantic version such as 1.0.0 (semver.org)");
  }

  void emptyId(Location at) {
    error("odcs.id", at, "id must not be empty");
  }

  void applicationName(Location at, String id) {
    error(
        "sluice.contractId",
        at,
        "id "
            + id
            + " makes no application id and topic names: use letters, digits, . _ and - only");
  }

  void status(Location at, String status) {
    warning(
        "sluice.status",
        at,
        "status "
            + status
            + " is none of proposed, draft, active, deprecated, retired; such a contract never"
            + " starts");
  }

  void noTopic(Location at) {
    info(
        "sluice.notEnforced",
        at,
        "no schema object has physicalType: topic, so nothing is enforced on a stream");
  }

  void severalTopics(Location at) {
    error("sluice.topic", at, "a contract has one schema object of physicalType: topic, not more");
  }

  void noTopicName(Location at, String object) {
    error("sluice.topic", at, object + " is a topic and needs physicalName, the product topic");
  }

  void topicName(Location at, String topic) {
    error(
        "sluice.topic",
        at,
        "\"%s\" is no Kafka topic name: at most 249 letters, digits, . _ and -".formatted(topic));
  }

  void sameTopics(Location at, String topic) {
    error(
        "sluice.topic",
        at,
        "raw, product and dead-letter topics must differ; " + topic + " is two");
  }

  void noImplementation(Location at, String object) {
    error(
        "sluice.schema",
        at,
        object
            + " names no Avro schema: add authoritativeDefinitions with type: implementation and"
            + " the url of an .avsc");
  }

  void notATopic(Location at, String object, String type) {
    info(
        "sluice.notEnforced", at, object + " is a " + type + ", which is not enforced on a stream");
  }

  void duplicateProperty(Location at, String path) {
    error("odcs.duplicateProperty", at, "property " + path + " stands twice");
  }

  // ---- rules

  void duplicateRule(Location at, String id) {
    error("odcs.duplicateRule", at, "two rules have the id " + id + "; name one of them otherwise");
  }

  void optionsWithoutType(Location at, String path) {
    error("odcs.options", at, path + " has logicalTypeOptions and needs a logicalType for them");
  }

  void negative(Location at, String key) {
    error("odcs.options", at, key + " must not be negative, nor beyond 2147483647");
  }

  void notPositive(Location at, String key) {
    error("odcs.options", at, key + " must be above 0");
  }

  void contradiction(Location at, String low, String high) {
    error("odcs.options", at, low + " is above " + high + ", so no value can hold");
  }

  void pattern(Location at, String problem) {
    error(
        "odcs.pattern",
        at,
        "RE2 can't run this pattern ("
            + problem
            + "); the standard's patterns are ECMA-262, of which RE2 has no look-around and no"
            + " back-references");
  }

  void operators(Location at, int count) {
    error(
        "odcs.operator",
        at,
        "a library rule takes exactly one operator such as mustBe: 0, this one has " + count);
  }

  void operatorsNotAllowed(Location at, String type) {
    error("odcs.operator", at, "a rule of type " + type + " takes no operator");
  }

  void argument(Location at, String metric, String argument) {
    error("odcs.arguments", at, metric + " needs arguments: {" + argument + "}");
  }

  void severity(Location at, String severity) {
    warning(
        "sluice.severity",
        at,
        "severity " + severity + " is neither error nor warning; the rule routes as error does");
  }

  void measuredLater(Location at, String rule) {
    info(
        "sluice.notMeasured",
        at,
        "rule " + rule + " has a tolerance: it never routes, and this version does not measure it");
  }

  void notOnAStream(Location at, String rule, String kind) {
    info(
        "sluice.notEnforced",
        at,
        "rule " + rule + " (" + kind + ") can't be judged record by record on a stream");
  }

  void notEnforcedOption(Location at, String key) {
    info("sluice.notEnforced", at, key + " says how values print, which Avro's bytes do not");
  }

  void slaNotMeasured(Location at) {
    info("sluice.notMeasured", at, "slaProperties are read; this version does not measure them");
  }

  void slaElement(Location at, String element) {
    warning("odcs.element", at, "element " + element + " names no property of the contract");
  }

  // ---- Sluice's own

  void unknownSetting(Location at, String property, Collection<String> known) {
    error(
        "sluice.unknownSetting",
        at,
        "unknown setting " + property + Suggestions.of(property, known, "; did you mean %s?"));
  }

  void setting(Location at, String property, String wanted) {
    error("sluice.setting", at, property + " must be " + wanted);
  }

  void unsupported(Location at, String what) {
    error("sluice.unsupported", at, what + " is not in this version, so the contract can't start");
  }
}
