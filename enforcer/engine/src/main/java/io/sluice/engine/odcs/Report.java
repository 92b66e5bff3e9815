package io.sluice.engine.odcs;

import io.sluice.engine.contract.Status;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.finding.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The findings of one document: all their texts stand here. Ids that begin with {@code yaml.} say
 * that it is no such document, with {@code odcs.} that it breaks the standard, with {@code sluice.}
 * what Sluice makes of it.
 */
final class Report {

  /** More of a word of the document than this does not help to find it. */
  private static final int LONGEST_WORD = 80;

  private final List<Finding> findings;
  private final boolean onStream;
  private Edition edition;

  Report() {
    this(new ArrayList<>(), true, Edition.V3_1);
  }

  private Report(List<Finding> findings, boolean onStream, Edition edition) {
    this.findings = findings;
    this.onStream = onStream;
    this.edition = edition;
  }

  /** All findings, in the order of the document; what an alias repeats is said once. */
  List<Finding> findings() {
    return findings.stream()
        .distinct()
        .sorted(Comparator.comparing(Finding::location).thenComparing(Finding::severity))
        .toList();
  }

  /** From here on, findings are those of an edition: what v3.2 may have added is no error. */
  void readAs(Edition itsEdition) {
    edition = itsEdition;
  }

  /** Whether what the standard of today does not know may be something that is added to it. */
  private boolean isLenient() {
    return edition == Edition.V3_2;
  }

  /**
   * The report for an object that is on no stream: it says what breaks the standard, and not what
   * Sluice makes of rules that it never runs.
   */
  Report offStream() {
    return new Report(findings, false, edition);
  }

  private void add(Finding finding) {
    if (onStream || !finding.rule().startsWith("sluice.")) {
      findings.add(finding);
    }
  }

  /** Takes in what another reader of the document found. */
  void addAll(List<Finding> others) {
    others.forEach(this::add);
  }

  private void error(String rule, Location at, String message) {
    add(Finding.error(rule, at, message));
  }

  private void warning(String rule, Location at, String message) {
    add(Finding.warning(rule, at, message));
  }

  private void info(String rule, Location at, String message) {
    add(Finding.info(rule, at, message));
  }

  /** A word of the document as a message shows it: on one line, and not all of a long one. */
  private static String shown(String word) {
    if (word.isBlank()) {
      return "\"" + word.replaceAll("\\s", " ") + "\"";
    }
    String line = word.replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_WORD
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_WORD)) + "…";
  }

  private static String suggestion(String word, Collection<String> known) {
    return Suggestions.of(word, known, "; did you mean %s?");
  }

  // ---- YAML

  void syntax(Location at, String problem) {
    error("yaml.syntax", at, "not YAML: " + shown(problem));
  }

  void notOneMapping(Location at) {
    error("yaml.document", at, "a contract is one YAML document, a mapping of keys to values");
  }

  void tooLarge(Location at) {
    error("yaml.document", at, "the document holds itself, or its aliases write out to too much");
  }

  void tooDeep(Location at, int most) {
    error("yaml.document", at, "the document is more than " + most + " levels deep");
  }

  void duplicateKey(Location at, String key) {
    error("yaml.duplicateKey", at, "key " + shown(key) + " stands twice in the same mapping");
  }

  // ---- the standard's shape

  void unknownKey(Location at, String key, String what, Collection<String> known) {
    String message = "unknown key " + shown(key) + " in " + what;
    if (isLenient()) {
      info("odcs.unknownKey", at, message + ": not of v3.1, and not read");
    } else {
      error("odcs.unknownKey", at, message + suggestion(key, known));
    }
  }

  void undefinedKey(Location at, String key, String what, Collection<String> known) {
    warning(
        "odcs.undefinedKey",
        at,
        "the standard gives %s no meaning in %s, and it is not read%s"
            .formatted(shown(key), what, suggestion(key, known)));
  }

  void missingKey(Location at, String key, String what) {
    error("odcs.missingKey", at, what + " needs the key " + key);
  }

  /**
   * @param single whether it is a single value, which quotes make a string
   */
  void wrongKind(Location at, String key, String wanted, boolean single) {
    String hint = single && wanted.equals("a string") ? "; put it in quotes" : "";
    error("odcs.wrongType", at, shown(key) + " must be " + wanted + hint);
  }

  void wrongText(Location at, String key, String wanted) {
    error("odcs.wrongText", at, key + " must be " + wanted);
  }

  void tooShort(Location at, String key, int least) {
    error(
        "odcs.tooShort",
        at,
        key + " must have at least " + least + (least == 1 ? " item" : " items"));
  }

  void unknownWord(Location at, String key, String word, Collection<String> known) {
    String message =
        "%s must be one of %s, not %s".formatted(key, String.join(", ", known), shown(word));
    if (isLenient()) {
      info("odcs.unknownValue", at, message + ", unless v3.2 adds it");
    } else {
      error("odcs.unknownValue", at, message + suggestion(word, known));
    }
  }

  // ---- the contract

  void apiVersion(Location at, String version) {
    error(
        "odcs.apiVersion",
        at,
        "apiVersion %s is not read; Sluice reads v3.0.x, v3.1.x and v3.2.x, such as v3.1.0"
            .formatted(shown(version)));
  }

  void newerApiVersion(Location at, String version) {
    info(
        "odcs.apiVersion",
        at,
        "apiVersion " + version + " is read as v3.1; what it adds is reported and not enforced");
  }

  void version(Location at, String version) {
    error(
        "sluice.version",
        at,
        "version %s is not a semantic version such as 1.0.0 (semver.org)"
            .formatted(shown(version)));
  }

  void emptyId(Location at) {
    error("sluice.contractId", at, "id must not be empty");
  }

  void contractId(Location at, String id) {
    error(
        "sluice.contractId",
        at,
        "id %s makes no application id and topic names: use at most 200 letters, digits, . _ and -"
            .formatted(shown(id)));
  }

  void status(Location at, String status) {
    warning(
        "sluice.status",
        at,
        "status %s is none of proposed, draft, active, deprecated, retired; such a contract never starts"
            .formatted(shown(status)));
  }

  void duplicateProperty(Location at, String path) {
    error("odcs.duplicateProperty", at, "property " + shown(path) + " stands twice");
  }

  void duplicateSla(Location at, String id) {
    error("odcs.duplicateId", at, "two SLA properties have the id " + id);
  }

  // ---- topics

  void noTopic(Location at) {
    info(
        "sluice.notEnforced",
        at,
        "no schema object has physicalType: topic, so nothing is enforced on a stream");
  }

  void severalTopics(Location at) {
    error("sluice.topic", at, "a contract has one schema object of physicalType: topic, not more");
  }

  void notATopic(Location at, String object) {
    info(
        "sluice.notEnforced",
        at,
        shown(object) + " is not of physicalType: topic, so it is not enforced on a stream");
  }

  void almostATopic(Location at, String type) {
    warning(
        "sluice.notEnforced",
        at,
        "physicalType " + type + " is not enforced on a stream; did you mean topic?");
  }

  void noTopicName(Location at, String object) {
    error(
        "sluice.topic",
        at,
        shown(object) + " is a topic and needs physicalName, the product topic");
  }

  void topicName(Location at, String role, String topic) {
    error(
        "sluice.topic",
        at,
        "\"%s\" can't be the %s topic: Kafka's have at most 249 letters, digits, . _ and -"
            .formatted(shown(topic), role));
  }

  void sameTopics(Location at, String topic, String role, String otherTopic, String otherRole) {
    String message =
        topic.equals(otherTopic)
            ? "%s and %s topic are both %s".formatted(otherRole, role, topic)
            : "%s topic %s and %s topic %s collide: Kafka takes . and _ for the same"
                .formatted(otherRole, otherTopic, role, topic);
    error("sluice.topic", at, message);
  }

  void noImplementation(Location at, String object) {
    error(
        "sluice.schema",
        at,
        shown(object)
            + " names no Avro schema: add authoritativeDefinitions with type: implementation and"
            + " the url of an .avsc");
  }

  void severalImplementations(Location at, String object) {
    error(
        "sluice.schema",
        at,
        shown(object) + " names several Avro schemas: only one may have type: implementation");
  }

  // ---- options

  void optionsWithoutType(Location at, String path) {
    error("odcs.options", at, shown(path) + " has logicalTypeOptions and needs a logicalType");
  }

  void negative(Location at, String key) {
    error("odcs.options", at, key + " must not be negative");
  }

  void beyondAnySize(Location at, String key) {
    error("sluice.options", at, key + " must not be beyond " + Integer.MAX_VALUE);
  }

  void notPositive(Location at, String key) {
    error("odcs.options", at, key + " must be above 0");
  }

  void contradiction(Location at, String low, String high) {
    error("sluice.options", at, low + " and " + high + " leave no value that holds both");
  }

  void loneSwitch(Location at, String key, String bound) {
    error("sluice.options", at, key + ": true needs " + bound + " beside it");
  }

  void pattern(Location at, String problem) {
    error(
        "sluice.pattern",
        at,
        "RE2 can't run this pattern (%s); the standard's patterns are ECMA-262, of which RE2 has no look-around and no back-references"
            .formatted(problem));
  }

  void requiresUnknown(Location at, String name, String path) {
    error(
        "sluice.options",
        at,
        path + " requires " + shown(name) + ", which is none of its properties");
  }

  void timezone(Location at, String key) {
    info(
        "sluice.notEnforced",
        at,
        key + " is not enforced: a text without an offset is taken to be in UTC");
  }

  void formatSaysNothing(Location at, String format) {
    info(
        "sluice.notEnforced",
        at,
        "the format " + format + " is not enforced: it says nothing of a value");
  }

  void unknownFormat(Location at, String format, List<String> known) {
    error(
        "sluice.format",
        at,
        "the format %s is not one that can be enforced, so the contract can't start%s; known are %s, password and binary; a pattern says what others demand"
            .formatted(
                shown(format),
                Suggestions.of(format, known, ", did you mean %s?"),
                String.join(", ", known)));
  }

  // ---- quality rules

  /** What v3.0 says of the keys of a rule is advice: it lets all of them stand. */
  private String ofRules(String what) {
    return (edition == Edition.V3_0 ? "sluice." : "odcs.") + what;
  }

  void duplicateRule(Location at, String id) {
    error(
        "sluice.duplicateRule",
        at,
        "two rules have the id " + shown(id) + "; give one of them an id of its own");
  }

  void reservedRule(Location at, String id) {
    error(
        "sluice.reservedRule",
        at,
        "rule id " + shown(id) + " is kept for Sluice's own rules; choose another");
  }

  void metricOfOtherType(Location at, String type) {
    error(
        ofRules("metric"),
        at,
        "a rule of type " + shown(type) + " has no metric: make it two rules");
  }

  void unknownRule(Location at, String rule, Collection<String> metrics) {
    error(
        "sluice.rule",
        at,
        "rule %s is not known; v3.1 has metric: %s%s"
            .formatted(shown(rule), String.join(", ", metrics), suggestion(rule, metrics)));
  }

  void operators(Location at, int count) {
    error(
        ofRules("operator"),
        at,
        "a rule takes exactly one operator such as mustBe: 0, this one has " + count);
  }

  void operatorNotAllowed(Location at, String operator, String type) {
    error(ofRules("operator"), at, "a rule of type " + type + " takes no " + operator);
  }

  /** A range that is none. */
  void range(Location at, String operator) {
    error("odcs.operator", at, operator + " must be two numbers, the smaller one first");
  }

  void rangeBackwards(Location at, String operator) {
    error("sluice.operator", at, operator + " must have the smaller number first");
  }

  void operand(Location at, String operator) {
    error("sluice.operator", at, operator + " must be a number, which the metric is");
  }

  void argument(Location at, String metric, String argument) {
    error("sluice.arguments", at, metric + " needs arguments: {" + argument + "}");
  }

  void argumentItem(Location at, String argument) {
    error("sluice.arguments", at, "an item of " + argument + " must be a single value");
  }

  void unit(Location at, String unit) {
    warning(
        "sluice.unit", at, "unit " + shown(unit) + " is neither rows nor percent; read as rows");
  }

  void severityInfo(Location at) {
    info("sluice.severity", at, "severity info flags a record as warning does");
  }

  void severity(Location at, String severity) {
    warning(
        "sluice.severity",
        at,
        "severity %s is none of error, warning, info; the rule routes as error does"
            .formatted(shown(severity)));
  }

  void ownMetric(Location at, String rule, String metric, Collection<String> known) {
    error(
        "sluice.metric",
        at,
        "rule %s of engine sluice needs a metric, one of %s%s"
            .formatted(
                shown(rule),
                String.join(", ", known),
                metric.isEmpty() ? "" : ", not " + shown(metric) + suggestion(metric, known)));
  }

  void notOnAStream(Location at, String rule, String kind) {
    info(
        "sluice.notEnforced",
        at,
        "rule %s (%s) can't be judged record by record on a stream"
            .formatted(shown(rule), shown(kind)));
  }

  // ---- Sluice's own

  void unknownSetting(Location at, String property, Collection<String> known) {
    error(
        "sluice.unknownSetting",
        at,
        "unknown setting " + shown(property) + suggestion(property, known));
  }

  void misplacedSetting(Location at, String property, String place) {
    error(
        "sluice.misplacedSetting",
        at,
        property + " has no effect here: it stands in the customProperties of " + place);
  }

  void duplicateSetting(Location at, String property) {
    error("sluice.duplicateSetting", at, shown(property) + " stands twice");
  }

  void setting(Location at, String property, String wanted) {
    error("sluice.setting", at, property + " must be " + wanted);
  }

  void classification(Location at, String word, Collection<String> known) {
    warning(
        "sluice.classification",
        at,
        "classification %s is none of %s%s; it counts as more sensitive than these, and does not mark personal data"
            .formatted(shown(word), String.join(", ", known), suggestion(word, known)));
  }

  void maskOfNothing(Location at, String property, String mask) {
    error(
        "sluice.keyMasking",
        at,
        property
            + " must keep different keys apart, as hash and tokenise do and "
            + mask
            + " does not");
  }

  void classifications(Location at, String what) {
    error("sluice.classifications", at, what);
  }

  void personalInShadow(Location at) {
    error(
        "sluice.shadow",
        at,
        "a contract with personal data or masks can't run in shadow: every record would pass, and what does"
            + " not decode can't be masked");
  }

  void inShadow(Location at) {
    info(
        "sluice.shadow",
        at,
        "the contract runs in shadow: every record passes, violations are counted and sampled");
  }

  void shadowOfStatus(Location at, String status) {
    error(
        "sluice.shadow",
        at,
        "only contracts of status draft or proposed run in shadow, and this one is %s%s"
            .formatted(
                status.isEmpty() ? "neither" : shown(status),
                Status.parse(status).isEnforced()
                    ? ": consumers rely on what is in force; try new rules out with severity: warning"
                    : ""));
  }

  void unsupported(Location at, String what) {
    error("sluice.unsupported", at, what + " is not in this version, so the contract can't start");
  }
}
