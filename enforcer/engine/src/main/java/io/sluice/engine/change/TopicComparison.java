package io.sluice.engine.change;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.contract.Stamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Compares how two revisions are bound to Kafka. */
final class TopicComparison {

  private final ChangeLog log;
  private final Revision before;
  private final Revision after;

  TopicComparison(ChangeLog log, Revision before, Revision after) {
    this.log = log;
    this.before = before;
    this.after = after;
  }

  void compare() {
    if (!isBound(before) || !isBound(after)) {
      return;
    }
    Binding was = Binding.of(before.contract());
    Binding now = Binding.of(after.contract());
    boolean isNewMajor = after.contract().version().major() > before.contract().version().major();
    if (isNewMajor && was.productTopic().equals(now.productTopic())) {
      log.add(
          ChangeKind.TOPIC_SHARED,
          "physicalName",
          before.objectAt("physicalName"),
          after.objectAt("physicalName"),
          "the new major version writes to %s too, so those who read the old one get both"
              .formatted(now.productTopic()));
    } else if (!isNewMajor && !was.productTopic().equals(now.productTopic())) {
      log.add(
          ChangeKind.TOPIC_CHANGED,
          "physicalName",
          before.objectAt("physicalName"),
          after.objectAt("physicalName"),
          "the product topic is %s, and was %s: nothing comes to the old one any more"
              .formatted(now.productTopic(), was.productTopic()));
    }
    if (!isNewMajor || before.contract().customProperty(Binding.RAW_TOPIC_PROPERTY).isPresent()) {
      topic(
          ChangeKind.RAW_TOPIC_CHANGED,
          Binding.RAW_TOPIC_PROPERTY,
          "raw topic",
          was.rawTopic(),
          now.rawTopic());
    }
    if (!isNewMajor) {
      topic(
          ChangeKind.DEAD_LETTER_TOPIC_CHANGED,
          Binding.DEAD_LETTER_TOPIC_PROPERTY,
          "dead-letter topic",
          was.deadLetterTopic(),
          now.deadLetterTopic());
    }
    topic(
        ChangeKind.FRAMING_CHANGED,
        Binding.FRAMING_PROPERTY,
        "framing",
        was.framing().word(),
        now.framing().word());
    types(
        ChangeKind.IGNORED_TYPE_ADDED,
        "%s on the raw topic are left to others",
        minus(now.ignoreTypes(), was.ignoreTypes()));
    types(
        ChangeKind.IGNORED_TYPE_REMOVED,
        "%s on the raw topic are no longer left to others: they become dead letters",
        minus(was.ignoreTypes(), now.ignoreTypes()));
    Set<Stamp> stamped = before.contract().stamps();
    Set<Stamp> stamps = after.contract().stamps();
    stamps(ChangeKind.STAMP_ADDED, "product records say their %s as well", minus(stamps, stamped));
    stamps(
        ChangeKind.STAMP_REMOVED, "product records no longer say their %s", minus(stamped, stamps));
  }

  /** Whether it has one topic, and a framing that there is; lint says so where it has not. */
  private static boolean isBound(Revision revision) {
    if (revision.contract().topicObject().map(SchemaObject::physicalName).isEmpty()) {
      return false;
    }
    try {
      Binding.of(revision.contract());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void topic(ChangeKind kind, String setting, String what, String was, String now) {
    if (!was.equals(now)) {
      log.add(
          kind,
          setting,
          before.setting(setting),
          after.setting(setting),
          "the %s is %s, and was %s".formatted(what, now, was));
    }
  }

  private void types(ChangeKind kind, String format, Set<String> types) {
    listed(kind, Binding.IGNORE_TYPES_PROPERTY, "records of " + format, types);
  }

  private void stamps(ChangeKind kind, String format, Set<Stamp> stamps) {
    listed(kind, Stamp.PROPERTY, format, stamps.stream().map(Stamp::word).toList());
  }

  /** What came to a list, or left it; nothing where neither did. */
  private void listed(ChangeKind kind, String setting, String format, Collection<String> words) {
    if (!words.isEmpty()) {
      log.add(
          kind,
          setting,
          before.setting(setting),
          after.setting(setting),
          format.formatted(Words.list(words.stream().sorted().toList())));
    }
  }

  private static <T> Set<T> minus(Set<T> some, Set<T> others) {
    Set<T> rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
