package io.sluice.engine.change;

import static io.sluice.engine.change.Impact.BREAKING;
import static io.sluice.engine.change.Impact.INFO;
import static io.sluice.engine.change.Impact.WARNING;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of changes: for each a stable id, whom it hurts how much, and what to do instead. One
 * kind has one impact on each side, so that an id says all that a build has to know.
 */
public enum ChangeKind {

  // ---- the contract as a whole
  CONTRACT_ADDED("contract.added", INFO, INFO, ""),
  CONTRACT_REMOVED(
      "contract.removed",
      BREAKING,
      BREAKING,
      "deprecate it with an endOfLife, and take it away once that has passed"),
  CONTRACT_EXPIRED("contract.expired", INFO, INFO, ""),
  CONTRACT_RENAMED(
      "contract.renamed",
      BREAKING,
      BREAKING,
      "keep the id: consumer groups, SLI topics and alerts are named after it"),
  CONTRACT_RETIRED(
      "contract.retired",
      BREAKING,
      BREAKING,
      "deprecate it with an endOfLife, and retire it once that has passed"),
  CONTRACT_DEPRECATED("contract.deprecated", WARNING, WARNING, "name what comes after it"),
  CONTRACT_ACTIVATED("contract.activated", INFO, WARNING, ""),
  CONTRACT_SUSPENDED(
      "contract.suspended",
      BREAKING,
      INFO,
      "keep the contract in force, and try the next one out under an id of its own"),
  CONTRACT_STATUS("contract.statusChanged", INFO, INFO, ""),
  CONTRACT_TEXT("contract.textChanged", INFO, INFO, ""),
  OWNER_CHANGED("owner.changed", INFO, INFO, ""),
  SUPPORT_REMOVED("support.removed", WARNING, INFO, "say where consumers get help instead"),
  SERVER_CHANGED("server.changed", WARNING, WARNING, "serve both until consumers have moved"),
  OTHER_CHANGED("other.changed", INFO, INFO, ""),

  // ---- its version and its end
  VERSION_LOWERED("version.lowered", BREAKING, BREAKING, "raise the version"),
  MAJOR_NOT_RAISED(
      "version.majorNotRaised",
      BREAKING,
      INFO,
      "put a new major version beside this one, on a product topic of its own"),
  VERSION_NOT_RAISED("version.notRaised", WARNING, INFO, "raise the version"),
  SUNSET_ANNOUNCED("sunset.announced", WARNING, WARNING, "tell consumers what comes after it"),
  SUNSET_WITHIN_NOTICE(
      "sunset.withinNotice", BREAKING, INFO, "leave consumers the notice they were promised"),
  SUNSET_BROUGHT_FORWARD(
      "sunset.broughtForward", BREAKING, WARNING, "keep the date that was announced"),
  SUNSET_POSTPONED("sunset.postponed", INFO, INFO, ""),
  SUNSET_WITHDRAWN("sunset.withdrawn", INFO, INFO, ""),
  NOTICE_SHORTENED(
      "notice.shortened", BREAKING, INFO, "keep the notice; a new major version may state another"),
  NOTICE_LENGTHENED("notice.lengthened", INFO, INFO, ""),

  // ---- topics
  TOPIC_CHANGED(
      "topic.changed", BREAKING, INFO, "keep the topic; a new one is for a new major version"),
  TOPIC_SHARED(
      "topic.shared",
      BREAKING,
      INFO,
      "give the new major version a product topic of its own: readers of the old one go on"),
  RAW_TOPIC_CHANGED(
      "rawTopic.changed", INFO, BREAKING, "keep the raw topic until every producer has moved"),
  DEAD_LETTER_TOPIC_CHANGED(
      "deadLetterTopic.changed", INFO, WARNING, "replay what stands in the old topic first"),
  FRAMING_CHANGED("framing.changed", BREAKING, BREAKING, "announce it with a new major version"),
  IGNORED_TYPE_ADDED("ignoredType.added", INFO, WARNING, ""),
  IGNORED_TYPE_REMOVED(
      "ignoredType.removed", INFO, BREAKING, "move the other records off the raw topic first"),
  STAMP_ADDED("stamp.added", INFO, INFO, ""),
  STAMP_REMOVED("stamp.removed", BREAKING, INFO, "keep it; a new major version may do without it"),

  // ---- the record
  OBJECT_REMOVED(
      "object.removed", BREAKING, INFO, "keep it; a new major version may do without it"),
  OBJECT_ADDED("object.added", INFO, INFO, ""),
  OBJECT_TEXT(
      "object.descriptionChanged",
      WARNING,
      INFO,
      "where records mean something else now, that is a new major version"),
  RECORD_RENAMED(
      "record.renamed", BREAKING, BREAKING, "keep the record's name; write a title into its doc"),
  NAMESPACE_CHANGED(
      "record.namespaceChanged", WARNING, INFO, "keep the namespace: generated classes move"),
  PRIMARY_KEY_CHANGED(
      "key.changed", BREAKING, WARNING, "keep the key; another key is another product"),

  // ---- fields
  FIELD_REMOVED(
      "field.removed",
      BREAKING,
      INFO,
      "keep it, say that it is deprecated, drop it in a new major"),
  FIELD_RENAMED(
      "field.renamed",
      BREAKING,
      BREAKING,
      "add the new name beside the old one, and drop the old one in a new major version"),
  FIELD_RENAMED_WITH_ALIAS(
      "field.renamedWithAlias",
      BREAKING,
      INFO,
      "add the new name beside the old one, and drop the old one in a new major version"),
  FIELD_ADDED("field.added", INFO, INFO, ""),
  FIELD_ADDED_REQUIRED(
      "field.addedRequired",
      INFO,
      BREAKING,
      "add it as optional with a default, and require it once every producer sends it"),
  FIELD_UNDESCRIBED(
      "field.undescribed", WARNING, INFO, "keep the field in the contract: consumers read it"),
  FIELD_RETYPED("field.retyped", BREAKING, BREAKING, "add a field of the new type beside it"),
  FIELD_MEANING(
      "field.logicalTypeChanged",
      BREAKING,
      BREAKING,
      "add a field of the new scale or unit beside it: the bytes decode and mean something else"),
  FIELD_TYPE_WIDENED(
      "field.typeWidened",
      BREAKING,
      INFO,
      "add a field of the wider type beside it: readers of today can't hold it"),
  FIELD_TYPE_NARROWED(
      "field.typeNarrowed",
      INFO,
      BREAKING,
      "narrow it once every producer writes the narrower type"),
  FIELD_MADE_OPTIONAL(
      "field.madeOptional", BREAKING, INFO, "keep it required, or announce it with a new major"),
  FIELD_MADE_REQUIRED(
      "field.madeRequired",
      INFO,
      BREAKING,
      "demand it with severity: warning first, and require it once no record lacks it"),
  FIELD_NULLABLE_IN_SCHEMA(
      "field.nullableInSchema",
      WARNING,
      INFO,
      "leave null out of the Avro type while the contract requires a value"),
  FIELD_NOT_NULLABLE_IN_SCHEMA("field.notNullableInSchema", INFO, WARNING, ""),
  SYMBOL_ADDED(
      "enum.symbolAdded",
      BREAKING,
      INFO,
      "announce it with a new major version: readers of today fail on it, or guess"),
  SYMBOL_REMOVED(
      "enum.symbolRemoved", INFO, BREAKING, "remove it once no producer writes it any more"),
  SYMBOL_DEFAULT("enum.defaultChanged", WARNING, WARNING, "keep the enum's default"),
  TYPE_RENAMED(
      "type.renamed", BREAKING, BREAKING, "keep the type's name, or give it the old one as alias"),
  DEFAULT_REMOVED(
      "default.removed", INFO, BREAKING, "remove it once every producer writes the field"),
  DEFAULT_ADDED("default.added", INFO, INFO, ""),
  DEFAULT_CHANGED(
      "default.changed",
      BREAKING,
      INFO,
      "keep the default: where the field is absent, consumers read another value"),
  ALIAS_REMOVED("alias.removed", INFO, BREAKING, "remove it once no producer writes the old name"),
  ALIAS_ADDED("alias.added", INFO, INFO, ""),

  // ---- what a field means
  FIELD_TEXT(
      "field.descriptionChanged",
      WARNING,
      INFO,
      "where values mean something else now, add a field beside it"),
  FIELD_UNIT(
      "field.unitChanged",
      BREAKING,
      BREAKING,
      "add a field in the new unit beside it: every reader goes on, and is wrong"),
  FIELD_CALCULATION(
      "field.calculationChanged",
      BREAKING,
      WARNING,
      "add a field that is calculated the new way beside it"),
  FIELD_SETTING("field.settingChanged", WARNING, INFO, ""),

  // ---- protection
  CLASSIFICATION_LOWERED(
      "classification.lowered",
      BREAKING,
      INFO,
      "have governance approve it: values become known to more people than was promised"),
  CLASSIFICATION_RAISED(
      "classification.raised", WARNING, WARNING, "see that its readers may still read it"),
  CLASSIFICATION_CHANGED(
      "classification.changed", WARNING, WARNING, "use words whose order the policy knows"),
  MASKING_WEAKENED(
      "masking.weakened", BREAKING, INFO, "keep the mask; show more in a product of its own"),
  MASKING_STRENGTHENED(
      "masking.strengthened", BREAKING, INFO, "announce it with a new major version"),
  MASKING_CHANGED("masking.changed", BREAKING, INFO, "keep the mask: joins and counts by it break"),

  // ---- rules
  CONSTRAINT_ADDED(
      "constraint.added",
      INFO,
      BREAKING,
      "add it with severity: warning first, and enforce it once no record breaks it"),
  CONSTRAINT_REMOVED(
      "constraint.removed", BREAKING, INFO, "keep it, or announce it with a new major version"),
  CONSTRAINT_WIDENED(
      "constraint.widened", BREAKING, INFO, "keep the bound, or announce it with a new major"),
  CONSTRAINT_NARROWED(
      "constraint.narrowed",
      INFO,
      BREAKING,
      "add the narrower bound with severity: warning first, and enforce it once it is kept"),
  CONSTRAINT_CHANGED(
      "constraint.changed",
      BREAKING,
      BREAKING,
      "keep it, and add the new one beside it with severity: warning"),
  CONSTRAINT_DEMOTED(
      "constraint.demoted",
      BREAKING,
      INFO,
      "keep severity: error, or announce it with a new major"),
  CONSTRAINT_ENFORCED(
      "constraint.enforced", INFO, BREAKING, "enforce it once no record is flagged by it"),
  WARNING_ADDED("warning.added", INFO, WARNING, ""),
  WARNING_REMOVED("warning.removed", WARNING, INFO, ""),
  WARNING_CHANGED("warning.changed", WARNING, WARNING, ""),
  RULE_RENAMED(
      "rule.renamed", WARNING, INFO, "keep the id: headers, meters and alerts are named after it"),
  UNENFORCED_RULE_CHANGED("rule.unenforcedChanged", WARNING, INFO, ""),

  // ---- promises
  SLA_ADDED("sla.added", INFO, WARNING, ""),
  SLA_REMOVED("sla.removed", BREAKING, INFO, "keep it, or announce it with a new major version"),
  SLA_LOOSENED("sla.loosened", BREAKING, INFO, "keep it, or announce it with a new major version"),
  SLA_TIGHTENED("sla.tightened", INFO, WARNING, ""),
  SLA_CHANGED("sla.changed", BREAKING, WARNING, "keep it, and promise the new one beside it"),
  OBJECTIVE_ADDED("objective.added", INFO, WARNING, ""),
  OBJECTIVE_REMOVED(
      "objective.removed", BREAKING, INFO, "keep it, or announce it with a new major version"),
  OBJECTIVE_LOOSENED(
      "objective.loosened", BREAKING, INFO, "keep it, or announce it with a new major version"),
  OBJECTIVE_TIGHTENED("objective.tightened", INFO, WARNING, ""),
  OBJECTIVE_WINDOW("objective.windowChanged", WARNING, INFO, ""),
  MEASURING_CHANGED("measuring.changed", WARNING, INFO, ""),
  RETENTION_SHORTENED(
      "retention.shortened", BREAKING, INFO, "keep it, or announce it with a new major version"),
  RETENTION_LENGTHENED("retention.lengthened", INFO, INFO, ""),
  UNMEASURED_SLA("sla.unmeasuredChanged", WARNING, INFO, "");

  private final String id;
  private final Impact consumer;
  private final Impact producer;
  private final String instead;

  ChangeKind(String id, Impact consumer, Impact producer, String instead) {
    this.id = id;
    this.consumer = consumer;
    this.producer = producer;
    this.instead = instead;
  }

  /** The kind of an id; empty where there is none. */
  public static Optional<ChangeKind> parse(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  /** What it does to those who read the product topic, and rely on what is in force. */
  public Impact consumer() {
    return consumer;
  }

  /** What it does to those who write the raw topic. */
  public Impact producer() {
    return producer;
  }

  /** What to do instead; empty where nothing has to be done. */
  public Optional<String> instead() {
    return instead.isEmpty() ? Optional.empty() : Optional.of(instead);
  }
}
