package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.lifecycle.Lifecycle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the registry's own pages show of a contract at a glance. */
final class Labels {

  private static final String PREFIX = "sluice.";

  /** Where the contract stands in its life. */
  static final String STATUS = PREFIX + "status";

  /** Stands on a version as long as somebody is to be told of it. */
  static final String NOTICE = PREFIX + "notice";

  private Labels() {}

  static Map<String, String> of(Contract contract, String productTopic) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(PREFIX + "version", contract.version().text());
    labels.put(STATUS, contract.status().word());
    labels.put(PREFIX + "productTopic", productTopic);
    put(labels, "domain", Optional.ofNullable(contract.domain()));
    put(labels, "owner", Optional.ofNullable(contract.team()).map(team -> team.name()));
    put(labels, "replacedBy", Lifecycle.replacement(contract));
    for (End end : End.values()) {
      put(labels, end.word(), end.of(contract).map(SlaProperty::value));
    }
    return labels;
  }

  /** Those of a version of which somebody is to be told. */
  static Map<String, String> withNotice(Map<String, String> labels) {
    Map<String, String> owing = new LinkedHashMap<>(labels);
    owing.put(NOTICE, "owed");
    return owing;
  }

  private static void put(Map<String, String> labels, String name, Optional<String> value) {
    value.filter(text -> !text.isBlank()).ifPresent(text -> labels.put(PREFIX + name, text));
  }

  /** What is registered, as a map. */
  static Map<String, String> read(JsonNode registered) {
    Map<String, String> labels = new LinkedHashMap<>();
    registered.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  /** Those of others, with new ones of ours. */
  static Map<String, String> renewed(Map<String, String> before, Map<String, String> ours) {
    Map<String, String> after = new LinkedHashMap<>(before);
    after.keySet().removeIf(label -> label.startsWith(PREFIX));
    after.putAll(ours);
    return after;
  }
}
