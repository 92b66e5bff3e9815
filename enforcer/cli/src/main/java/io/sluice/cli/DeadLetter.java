package io.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of a dead-letter topic, as its headers explain it. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, List<Violation> violations) {

  private static final ObjectMapper JSON = new ObjectMapper();

  DeadLetter {
    violations = List.copyOf(violations);
  }

  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    List<Violation> violations = new ArrayList<>();
    String text = header(record, "sluice.violations");
    String violationClass = header(record, "sluice.class");
    if (text != null && violationClass != null) {
      try {
        for (JsonNode violation : JSON.readTree(text)) {
          violations.add(
              new Violation(
                  ViolationClass.valueOf(violationClass),
                  violation.path("rule").asText(),
                  violation.path("path").asText(),
                  violation.path("message").asText()));
        }
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "not a dead letter of Sluice: %s-%d@%d"
                .formatted(record.topic(), record.partition(), record.offset()),
            e);
      }
    }
    return new DeadLetter(record, violations);
  }

  /** The last header of a name; null where there is none. */
  @Nullable String header(String name) {
    return header(record, name);
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
