package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.count.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Writes the headers of product records and dead letters: the record's own as they came, repeated
 * names and null values included, then Sluice's. One per stream thread.
 *
 * <p>They are written onto the record itself, whose headers Kafka Streams has made for it alone;
 * only where some of them have to go is there a new one. A record can be given headers again.
 */
final class OutputHeaders {

  /** The exception that existing tools are told of for a breach of contract. */
  static final String BREACH = "io.sluice.ContractViolation";

  private static final int MAX_MESSAGE = 512;
  private static final byte[] NEVER_REPLAYED = utf8("0");
  private static final byte[] TRUE = utf8("true");

  private final Header contract;
  private final byte[] application;
  private final JudgedTime judgedTime;

  OutputHeaders(String contract, String application, Clock clock) {
    this.contract = new RecordHeader(SluiceHeaders.CONTRACT, utf8(contract));
    this.application = utf8(application);
    this.judgedTime = new JudgedTime(clock);
  }

  /** A record that passes, with its headers. */
  Record<byte[], byte[]> ofProduct(Record<byte[], byte[]> record, Verdict verdict, Detail detail) {
    Record<byte[], byte[]> product = without(record, OutputHeaders::isSluices);
    Headers headers = product.headers();
    keepTimestamp(record, headers);
    headers.add(contract);
    headers.add(judgedTime.now());
    markShadowed(headers, verdict, detail);
    if (!verdict.warnings().isEmpty() && detail != Detail.LEAST) {
      headers.add(SluiceHeaders.WARNINGS, ViolationJson.of(listed(verdict.warnings(), detail)));
    }
    markShortened(headers, detail);
    return product;
  }

  /** A dead letter, or a sample of what passed, with its headers. */
  Record<byte[], byte[]> ofDeadLetter(
      Record<byte[], byte[]> record, RecordMetadata source, Judged judged, Detail detail) {
    List<Violation> violations = judged.verdict().violations();
    Record<byte[], byte[]> letter =
        without(record, name -> isSluices(name) || name.startsWith(SluiceHeaders.STREAMS_PREFIX));
    Headers headers = letter.headers();
    headers.add(SluiceHeaders.STREAMS_TOPIC, utf8(source.topic()));
    headers.add(SluiceHeaders.STREAMS_PARTITION, utf8(source.partition()));
    headers.add(SluiceHeaders.STREAMS_OFFSET, utf8(source.offset()));
    if (detail != Detail.LEAST) {
      headers.add(SluiceHeaders.STREAMS_EXCEPTION, utf8(BREACH));
      headers.add(SluiceHeaders.STREAMS_MESSAGE, utf8(message(violations)));
    }
    keepTimestamp(record, headers);
    headers.add(contract);
    headers.add(SluiceHeaders.CLASS, utf8(classOf(violations).name()));
    headers.add(SluiceHeaders.VIOLATIONS, ViolationJson.of(listed(violations, detail)));
    if (judged.schemaId() != null && detail != Detail.LEAST) {
      headers.add(SluiceHeaders.SCHEMA_ID, utf8(judged.schemaId().value()));
    }
    headers.add(judgedTime.now());
    if (detail != Detail.LEAST) {
      headers.add(SluiceHeaders.APPLICATION, application);
      headers.add(SluiceHeaders.REPLAY_COUNT, NEVER_REPLAYED);
    }
    if (judged.outcome() == Outcome.SHADOWED) {
      headers.add(SluiceHeaders.SAMPLE, TRUE);
    }
    markShortened(headers, detail);
    return letter;
  }

  /** The record without headers of reserved names; itself where it has none. */
  private static Record<byte[], byte[]> without(
      Record<byte[], byte[]> record, Predicate<String> reserved) {
    for (Header header : record.headers()) {
      if (reserved.test(header.key())) {
        return record.withHeaders(without(record.headers(), reserved));
      }
    }
    return record;
  }

  private static Headers without(Headers headers, Predicate<String> reserved) {
    RecordHeaders others = new RecordHeaders();
    for (Header header : headers) {
      if (!reserved.test(header.key())) {
        others.add(header);
      }
    }
    return others;
  }

  private static boolean isSluices(String name) {
    return name.startsWith(SluiceHeaders.PREFIX);
  }

  /** A product record that violates its contract passed in shadow. */
  private static void markShadowed(Headers headers, Verdict verdict, Detail detail) {
    if (verdict.isViolating()) {
      List<Violation> violations = verdict.violations();
      headers.add(SluiceHeaders.CLASS, utf8(classOf(violations).name()));
      headers.add(SluiceHeaders.SHADOWED, ViolationJson.of(listed(violations, detail)));
    }
  }

  /** When the record was judged whose headers were written last, as these state it. */
  long judgedAt() {
    return judgedTime.last();
  }

  private static List<Violation> listed(List<Violation> violations, Detail detail) {
    Violation first = violations.getFirst();
    return switch (detail) {
      case FULL -> violations;
      case FIRST -> List.of(first);
      case LEAST -> List.of(new Violation(first.violationClass(), first.rule(), "", ""));
    };
  }

  private static void markShortened(Headers headers, Detail detail) {
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

  private static void keepTimestamp(Record<byte[], byte[]> record, Headers headers) {
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
