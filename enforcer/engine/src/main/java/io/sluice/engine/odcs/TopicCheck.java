package io.sluice.engine.odcs;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.finding.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sees to it that a contract binds one object to topics that can be told apart. */
final class TopicCheck {

  /** What Kafka takes for a topic's name (org.apache.kafka.common.internals.Topic). */
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final String TOPIC = "topic";

  private final Fields root;
  private final Report report;

  TopicCheck(Fields root, Report report) {
    this.root = root;
    this.report = report;
  }

  static boolean isTopic(Fields object) {
    return TOPIC.equals(object.text("physicalType"));
  }

  void check() {
    List<Fields> objects = root.children("schema");
    List<Fields> topics = objects.stream().filter(TopicCheck::isTopic).toList();
    for (Fields object : objects) {
      String type = object.text("physicalType", "");
      if (type.equalsIgnoreCase(TOPIC) && !isTopic(object)) {
        report.almostATopic(object.location("physicalType"), type);
      } else if (!isTopic(object) && !topics.isEmpty()) {
        report.notATopic(object.location("name"), object.text("name", ""));
      }
    }
    if (topics.isEmpty()) {
      report.noTopic(root.location());
    }
    topics.stream().skip(1).forEach(t -> report.severalTopics(t.location("physicalType")));
    topics.forEach(this::implementation);
    if (topics.size() == 1) {
      names(topics.getFirst());
    }
  }

  private void implementation(Fields object) {
    List<Fields> implementations = SchemaReader.implementations(object);
    if (implementations.isEmpty()) {
      report.noImplementation(object.location("name"), object.text("name", ""));
    }
    implementations.stream()
        .skip(1)
        .forEach(i -> report.severalImplementations(i.location("url"), object.text("name", "")));
  }

  private void names(Fields object) {
    String product = object.text("physicalName", "");
    if (product.isBlank()) {
      report.noTopicName(object.location("name"), object.text("name", ""));
      return;
    }
    Fields place = object.child("physicalName");
    if (!isLegal("product", product, place.location())) {
      return;
    }
    Map<String, Topic> known = new HashMap<>();
    add(new Topic("product", product), place.location(), known);
    Fields raw = SettingsCheck.setting(root, Binding.RAW_TOPIC_PROPERTY);
    add("raw", raw, Binding.defaultRawTopic(product), place, known);
    Fields deadLetter = SettingsCheck.setting(root, Binding.DEAD_LETTER_TOPIC_PROPERTY);
    add("dead-letter", deadLetter, Binding.defaultDeadLetterTopic(product), place, known);
  }

  /** A topic and what it is to the contract. */
  private record Topic(String role, String name) {}

  private void add(
      String role, Fields setting, String otherwise, Fields place, Map<String, Topic> known) {
    String name = setting.text();
    Topic topic = new Topic(role, name == null ? otherwise : name);
    add(topic, name == null ? place.location() : setting.location(), known);
  }

  private void add(Topic topic, Location place, Map<String, Topic> known) {
    if (!isLegal(topic.role(), topic.name(), place)) {
      return;
    }
    // Kafka's metrics can't tell a dot from an underscore, so its controller refuses such a pair.
    Topic other = known.putIfAbsent(topic.name().replace('.', '_'), topic);
    if (other != null) {
      report.sameTopics(place, topic.name(), topic.role(), other.name(), other.role());
    }
  }

  private boolean isLegal(String role, String topic, Location place) {
    boolean isLegal =
        TOPIC_NAME.matcher(topic).matches() && !topic.equals(".") && !topic.equals("..");
    if (!isLegal) {
      report.topicName(place, role, topic);
    }
    return isLegal;
  }
}
