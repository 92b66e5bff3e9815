package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.count.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Writes the headers of product records and dead letters: the record's own as they came, repeated
 * names and null values included, then Sluice's. One per stream thread; inbound headers are left as
 * they are.
 */
final class OutputHeaders {

  /** The exception that existing tools are told of for a breach of contract. */
  static final String BREACH = "io.sluice.ContractViolation";

  private static final int MAX_MESSAGE = 512;
  private static final byte[] NEVER_REPLAYED = utf8("0");
  private static final byte[] TRUE = utf8("true");

  private final byte[] contract;
  private final byte[] application;
  private final JudgedTime judgedTime;

  OutputHeaders(String contract, String application, Clock clock) {
    this.contract = utf8(contract);
    this.application = utf8(application);
    this.judgedTime = new JudgedTime(clock);
  }

  /** The headers of a record that passes. */
  Headers ofProduct(Record<byte[], byte[]> record, Verdict verdict, Detail detail) {
    RecordHeaders headers = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(SluiceHeaders.PREFIX)) {
        headers.add(header);
      }
    }
    keepTimestamp(record, headers);
    headers.add(SluiceHeaders.CONTRACT, contract);
    headers.add(SluiceHeaders.TIMESTAMP, judgedTime.now());
    markShadowed(headers, verdict, detail);
    if (!verdict.warnings().isEmpty() && detail != Detail.LEAST) {
      headers.add(SluiceHeaders.WARNINGS, ViolationJson.of(listed(verdict.warnings(), detail)));
    }
    markShortened(headers, detail);
    return headers;
  }

  /** The headers of a dead letter, or of a sample of what passed. */
  Headers ofDeadLetter(
      Record<byte[], byte[]> record, RecordMetadata source, Judged judged, Detail detail) {
    List<Violation> violations = judged.verdict().violations();
    RecordHeaders headers = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(SluiceHeaders.PREFIX)
          && !header.key().startsWith(SluiceHeaders.STREAMS_PREFIX)) {
        headers.add(header);
      }
    }
    headers.add(SluiceHeaders.STREAMS_TOPIC, utf8(source.topic()));
    headers.add(SluiceHeaders.STREAMS_PARTITION, utf8(source.partition()));
    headers.add(SluiceHeaders.STREAMS_OFFSET, utf8(source.offset()));
    if (detail != Detail.LEAST) {
      headers.add(SluiceHeaders.STREAMS_EXCEPTION, utf8(BREACH));
      headers.add(SluiceHeaders.STREAMS_MESSAGE, utf8(message(violations)));
    }
    keepTimestamp(record, headers);
    headers.add(SluiceHeaders.CONTRACT, contract);
    headers.add(SluiceHeaders.CLASS, utf8(classOf(violations).name()));
    headers.add(SluiceHeaders.VIOLATIONS, ViolationJson.of(listed(violations, detail)));
    if (judged.schemaId() != null && detail != Detail.LEAST) {
      headers.add(SluiceHeaders.SCHEMA_ID, utf8(judged.schemaId().value()));
    }
    headers.add(SluiceHeaders.TIMESTAMP, judgedTime.now());
    if (detail != Detail.LEAST) {
      headers.add(SluiceHeaders.APPLICATION, application);
      headers.add(SluiceHeaders.REPLAY_COUNT, NEVER_REPLAYED);
    }
    if (judged.outcome() == Outcome.SHADOWED) {
      headers.add(SluiceHeaders.SAMPLE, TRUE);
    }
    markShortened(headers, detail);
    return headers;
  }

  /** A product record that violates its contract passed in shadow. */
  private static void markShadowed(RecordHeaders headers, Verdict verdict, Detail detail) {
    if (verdict.isViolating()) {
      List<Violation> violations = verdict.violations();
      headers.add(SluiceHeaders.CLASS, utf8(classOf(violations).name()));
      headers.add(SluiceHeaders.SHADOWED, ViolationJson.of(listed(violations, detail)));
    }
  }

  private static List<Violation> listed(List<Violation> violations, Detail detail) {
    Violation first = violations.getFirst();
    return switch (detail) {
      case FULL -> violations;
      case FIRST -> List.of(first);
      case LEAST -> List.of(new Violation(first.violationClass(), first.rule(), "", ""));
    };
  }

  private static void markShortened(RecordHeaders headers, Detail detail) {
    if (detail != Detail.FULL) {
      headers.add(SluiceHeaders.TRUNCATED, TRUE);
    }
  }

  /** The gravest: what keeps a record from being read comes before what its fields hold. */
  static ViolationClass classOf(List<Violation> violations) {
    ViolationClass gravest = ViolationClass.INTERNAL;
    for (Violation violation : violations) {
      if (violation.violationClass().compareTo(gravest) < 0) {
        gravest = violation.violationClass();
      }
    }
    return gravest;
  }

  private static String message(List<Violation> violations) {
    Violation first = violations.getFirst();
    String place = first.path().isEmpty() ? "" : " at " + Texts.cut(first.path(), MAX_MESSAGE);
    String more = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
    return first.rule() + place + ": " + Texts.cut(first.message(), MAX_MESSAGE) + more;
  }

  private static void keepTimestamp(Record<byte[], byte[]> record, RecordHeaders headers) {
    if (record.timestamp() == 0) {
      Header original = record.headers().lastHeader(SluiceHeaders.ORIGINAL_TIMESTAMP);
      if (original != null) {
        headers.add(original);
      }
    }
  }

  private static byte[] utf8(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
