package io.sluice.cli.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.enforce.SluiceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Tells the dead letters of a topic from foreign records. A letter states its class and its
 * violations; what else it does not state, or not legibly, is left out.
 */
final class DeadLetterReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As long as Sluice lets the texts of a violation become. */
  private static final int MAX_TEXT = 1024;

  private DeadLetterReader() {}

  static Letter read(ConsumerRecord<byte[], byte[]> record) {
    String className = header(record, SluiceHeaders.CLASS);
    if (className == null) {
      return new ForeignRecord(record, "it has no header " + SluiceHeaders.CLASS);
    }
    ViolationClass violationClass = violationClass(className);
    if (violationClass == null) {
      return new ForeignRecord(record, SluiceHeaders.CLASS + " names no class of Sluice's");
    }
    List<Violation> violations =
        violations(header(record, SluiceHeaders.VIOLATIONS), violationClass);
    if (violations == null) {
      return new ForeignRecord(record, SluiceHeaders.VIOLATIONS + " is no list of violations");
    }
    String contract = header(record, SluiceHeaders.CONTRACT);
    return new DeadLetter(
        record,
        violationClass,
        violations,
        contract == null ? null : Shown.cut(contract, MAX_TEXT),
        schemaId(header(record, SluiceHeaders.SCHEMA_ID)),
        instant(header(record, SluiceHeaders.TIMESTAMP)));
  }

  /** What a product record says it broke; empty where it says nothing legible. */
  static Optional<List<Violation>> shadowed(ConsumerRecord<byte[], byte[]> record) {
    String className = header(record, SluiceHeaders.CLASS);
    ViolationClass violationClass = className == null ? null : violationClass(className);
    return violationClass == null
        ? Optional.empty()
        : Optional.ofNullable(violations(header(record, SluiceHeaders.SHADOWED), violationClass));
  }

  private static @Nullable ViolationClass violationClass(String name) {
    for (ViolationClass violationClass : ViolationClass.values()) {
      if (violationClass.name().equals(name)) {
        return violationClass;
      }
    }
    return null;
  }

  /** Null where the text is none that Sluice writes. */
  private static @Nullable List<Violation> violations(
      @Nullable String text, ViolationClass violationClass) {
    if (text == null) {
      return null;
    }
    try {
      JsonNode array = JSON.readTree(text);
      if (!array.isArray() || array.size() > Verdict.MAX_VIOLATIONS) {
        return null;
      }
      List<Violation> violations = new ArrayList<>();
      for (JsonNode violation : array) {
        if (!violation.path("rule").isTextual()) {
          return null;
        }
        violations.add(
            new Violation(
                violationClass,
                text(violation, "rule"),
                text(violation, "path"),
                text(violation, "message")));
      }
      return violations;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String text(JsonNode violation, String name) {
    return Shown.cut(violation.path(name).asText(), MAX_TEXT);
  }

  private static @Nullable Long schemaId(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
