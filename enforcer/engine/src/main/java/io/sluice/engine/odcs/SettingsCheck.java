package io.sluice.engine.odcs;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Framing;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds what a contract asks of Sluice against what Sluice can do: its topics, its {@code sluice.*}
 * settings, and the marks on its fields that this version does not honour yet.
 */
final class SettingsCheck {

  /** Settings of the contract as a whole that this version honours, or needs no action for. */
  private static final List<String> HONOURED =
      List.of(
          Binding.RAW_TOPIC_PROPERTY,
          Binding.DEAD_LETTER_TOPIC_PROPERTY,
          Binding.FRAMING_PROPERTY,
          Binding.IGNORE_TYPES_PROPERTY,
          "sluice.objectives",
          "sluice.approvals",
          "sluice.noticePeriod",
          "sluice.replacedBy");

  /** Settings that a later version honours: a contract that has one would be enforced by half. */
  private static final List<String> AHEAD =
      List.of(
          "sluice.output",
          "sluice.floodGuard",
          "sluice.enforcement",
          "sluice.masking",
          "sluice.pii",
          "sluice.arrival",
          "sluice.denominator",
          "sluice.clockSkew",
          "sluice.backfillOlderThan",
          "sluice.changePolicy");

  private final Report report;

  SettingsCheck(Report report) {
    this.report = report;
  }

  void check(Contract contract) {
    settings(contract.customProperties());
    for (SchemaObject object : contract.objects()) {
      settings(object.customProperties());
      object.properties().forEach(p -> property(p, p.name()));
      if (!object.isTopic() && object.physicalType() != null) {
        report.notATopic(object.location(), object.name(), object.physicalType());
      }
    }
    List<SchemaObject> topics = contract.objects().stream().filter(SchemaObject::isTopic).toList();
    if (topics.isEmpty()) {
      report.noTopic(contract.location());
    } else if (topics.size() > 1) {
      report.severalTopics(topics.get(1).location());
    } else {
      topic(contract, topics.getFirst());
    }
  }

  private void topic(Contract contract, SchemaObject object) {
    if (object.implementation() == null) {
      report.noImplementation(object.location(), object.name());
    }
    if (object.physicalName() == null) {
      report.noTopicName(object.location(), object.name());
      return;
    }
    if (contract
        .customProperty(Binding.FRAMING_PROPERTY)
        .filter(p -> Framing.parse(String.valueOf(p.value())).isEmpty())
        .isPresent()) {
      return;
    }
    Binding binding = Binding.of(contract);
    Set<String> names = new HashSet<>();
    for (String topic :
        List.of(binding.productTopic(), binding.rawTopic(), binding.deadLetterTopic())) {
      Location place = placeOf(contract, object, topic);
      if (!TopicNames.isLegal(topic)) {
        report.topicName(place, topic);
      } else if (!names.add(topic)) {
        report.sameTopics(place, topic);
      }
    }
  }

  private static Location placeOf(Contract contract, SchemaObject object, String topic) {
    return contract.customProperties().stream()
        .filter(p -> topic.equals(p.value()))
        .map(CustomProperty::location)
        .findFirst()
        .orElse(object.location());
  }

  private void settings(List<CustomProperty> properties) {
    for (CustomProperty property : properties) {
      String name = property.property();
      if (!name.startsWith("sluice.")) {
        continue;
      }
      if (AHEAD.contains(name)) {
        report.unsupported(property.location(), name);
      } else if (!HONOURED.contains(name)) {
        report.unknownSetting(
            property.location(), name, Stream.concat(HONOURED.stream(), AHEAD.stream()).toList());
      } else if (name.equals(Binding.FRAMING_PROPERTY)
          && Framing.parse(String.valueOf(property.value())).isEmpty()) {
        report.setting(
            property.location(),
            name,
            "one of "
                + String.join(", ", Arrays.stream(Framing.values()).map(Framing::word).toList()));
      } else if (name.equals(Binding.IGNORE_TYPES_PROPERTY)
          && !(property.value() instanceof List<?> types
              && types.stream().allMatch(String.class::isInstance))) {
        report.setting(property.location(), name, "a list of full record names");
      }
    }
  }

  private void property(Property property, String path) {
    settings(property.customProperties());
    if ("pii".equalsIgnoreCase(property.classification())) {
      report.unsupported(property.location(), "masking of " + path + " (classification: pii)");
    }
    property.properties().forEach(p -> property(p, path + "." + p.name()));
    if (property.items() != null) {
      property(property.items(), path);
    }
  }
}
