package io.sluice.cli.doctor;

import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.topic.TopicSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the dry run found, for programs; keys are documented in docs/command-line.md. */
public final class DiagnosisJson {

  private DiagnosisJson() {}

  /** As an object of JSON. */
  public static Map<String, @Nullable Object> of(Diagnosis diagnosis) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Place place : diagnosis.places()) {
      Map<String, @Nullable Object> its = new LinkedHashMap<>();
      its.put("address", place.where());
      its.put("reached", place.isReached());
      its.put("problem", place.problem());
      json.put(place.name(), its);
    }
    json.put("service", symptoms(diagnosis.service()));
    json.put("sources", diagnosis.sources().stream().map(DiagnosisJson::of).toList());
    return json;
  }

  private static Map<String, @Nullable Object> of(SourceReport source) {
    Contract contract = source.contract().orElse(null);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("source", source.name());
    json.put("contract", contract == null ? null : contract.id());
    json.put("version", contract == null ? null : contract.version().text());
    json.put("status", contract == null ? null : contract.status().word());
    json.put("registered", source.look().schemaId() != null);
    json.put("schemaId", source.look().schemaId());
    json.put("successor", source.look().successor());
    json.put("lastUpdated", text(source.topics().lastUpdated()));
    json.put("freshnessSeconds", source.freshness().map(Duration::toSeconds).orElse(null));
    json.put("topics", source.topics().topics().stream().map(DiagnosisJson::of).toList());
    json.put("symptoms", symptoms(source.symptoms()));
    return json;
  }

  private static Map<String, @Nullable Object> of(TopicLook.Topic topic) {
    TopicSettings settings = topic.state().settings();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("role", topic.role().word());
    json.put("topic", topic.name());
    json.put("partitions", topic.state().partitions());
    json.put("replicas", topic.state().replicas());
    json.put("minInsyncReplicas", settings.minInsyncReplicas());
    json.put("cleanupPolicy", settings.cleanupPolicy());
    json.put("retentionMs", settings.retention().map(kept -> kept.toMillis()).orElse(null));
    json.put("offsets", topic.state().extent().offsets());
    json.put("newest", text(topic.state().extent().newest()));
    return json;
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  private static List<Map<String, String>> symptoms(List<Symptom> symptoms) {
    return symptoms.stream()
        .map(
            symptom -> {
              Map<String, String> json = new LinkedHashMap<>();
              json.put("severity", symptom.severity().word());
              json.put("check", symptom.check().name().toLowerCase(Locale.ROOT));
              json.put("message", symptom.message());
              return json;
            })
        .toList();
  }
}
