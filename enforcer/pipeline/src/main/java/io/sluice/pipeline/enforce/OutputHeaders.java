package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.PassedHeaders;
import io.sluice.engine.contract.Stamp;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.seal.LetterSeal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Writes the headers of product records and dead letters: the record's own as they came, repeated
 * names and null values included, but for those of reserved names, then Sluice's. One per task:
 * records that have no headers of their own and nothing to be said of share theirs while they are
 * judged in the same millisecond.
 */
final class OutputHeaders {

  /** The exception that existing tools are told of for a breach of contract. */
  static final String BREACH = "io.sluice.ContractViolation";

  private static final int MAX_MESSAGE = 512;
  private static final byte[] TRUE = utf8("true");

  private final Header contract;

  /** What every product record says of its contract, but for when it was judged. */
  private final List<Header> ofProduct;

  private final boolean isDated;

  private final PassedHeaders passed;
  private final byte[] application;
  private final LetterSeal seal;
  private final List<Header> ofSeal;
  private long plainAt = Long.MIN_VALUE;
  private WrittenHeaders plain = WrittenHeaders.NONE;

  /**
   * @param keys the version of the keys that mask; null where none do
   */
  OutputHeaders(Contract contract, @Nullable String keys, String application, LetterSeal seal) {
    this.contract = new RecordHeader(SluiceHeaders.CONTRACT, utf8(contract.coordinates()));
    this.passed = contract.headers();
    this.ofProduct = ofProduct(contract, keys);
    this.isDated = contract.stamps().contains(Stamp.TIMESTAMP);
    this.application = utf8(application);
    this.seal = seal;
    this.ofSeal = seal.key().map(key -> ofSeal(seal, key)).orElse(List.of());
  }

  private static List<Header> ofProduct(Contract contract, @Nullable String keys) {
    List<Header> headers = new ArrayList<>();
    if (contract.stamps().contains(Stamp.CONTRACT)) {
      add(headers, SluiceHeaders.CONTRACT, utf8(contract.coordinates()));
    }
    Deprecation.of(contract).ifPresent(headers::add);
    if (keys != null) {
      add(headers, SluiceHeaders.KEYS, utf8(keys));
    }
    return List.copyOf(headers);
  }

  private static List<Header> ofSeal(LetterSeal seal, long key) {
    String parts =
        seal.sealsKeys() ? SluiceHeaders.SEALED_PARTS_WITH_KEY : SluiceHeaders.SEALED_PARTS;
    return List.of(
        new RecordHeader(SluiceHeaders.SEALED, utf8(parts)),
        new RecordHeader(SluiceHeaders.SEALED_KEY, utf8(key)));
  }

  /** The headers of a record that passes. */
  WrittenHeaders ofProduct(
      ConsumerRecord<byte[], byte[]> raw, Verdict verdict, JudgedTime.Moment at, Detail detail) {
    boolean isPlain =
        !verdict.isViolating()
            && !verdict.isFlagged()
            && detail == Detail.FULL
            && raw.timestamp() >= 0
            && raw.headers().toArray().length == 0;
    return isPlain ? plain(at) : written(raw, verdict, at, detail);
  }

  private WrittenHeaders plain(JudgedTime.Moment at) {
    if (at.millis() != plainAt) {
      List<Header> headers = new ArrayList<>();
      stamp(headers, at);
      plain = new WrittenHeaders(List.copyOf(headers));
      plainAt = at.millis();
    }
    return plain;
  }

  private WrittenHeaders written(
      ConsumerRecord<byte[], byte[]> raw, Verdict verdict, JudgedTime.Moment at, Detail detail) {
    List<Header> headers = own(raw, this::isKeptBack);
    keepTimestamp(raw, headers);
    stamp(headers, at);
    markShadowed(headers, verdict, detail);
    if (!verdict.warnings().isEmpty() && detail != Detail.LEAST) {
      add(headers, SluiceHeaders.WARNINGS, ViolationJson.of(listed(verdict.warnings(), detail)));
    }
    markShortened(headers, detail);
    return new WrittenHeaders(headers);
  }

  private void stamp(List<Header> headers, JudgedTime.Moment at) {
    headers.addAll(ofProduct);
    if (isDated) {
      headers.add(at.header());
    }
  }

  /** Whether the product goes without a producer's header. */
  private boolean isKeptBack(String name) {
    return SluiceHeaders.areSluices(name)
        || (!passed.holds(name) && !FramingReader.isOfFraming(name));
  }

  /** A record as it stands in a dead letter: as it is, or sealed. */
  Rejected letter(ConsumerRecord<byte[], byte[]> raw) {
    if (raw instanceof Replayed replayed && replayed.shut() != null) {
      return new Rejected(raw, replayed.seal(), replayed.times());
    }
    ConsumerRecord<byte[], byte[]> letter =
        seal.key().isEmpty() ? raw : seal.seal(raw, own(raw, SluiceHeaders::areOfLetters));
    return new Rejected(letter, ofSeal, raw instanceof Replayed replayed ? replayed.times() : 0);
  }

  /**
   * The headers of a dead letter, or of a sample of what passed.
   *
   * @param rejected as {@link #letter} gave it
   */
  WrittenHeaders ofDeadLetter(
      Rejected rejected, Judged judged, JudgedTime.Moment at, Detail detail) {
    ConsumerRecord<byte[], byte[]> letter = rejected.record();
    List<Violation> violations = judged.verdict().violations();
    List<Header> headers = own(letter, SluiceHeaders::areOfLetters);
    add(headers, SluiceHeaders.STREAMS_TOPIC, utf8(letter.topic()));
    add(headers, SluiceHeaders.STREAMS_PARTITION, utf8(letter.partition()));
    add(headers, SluiceHeaders.STREAMS_OFFSET, utf8(letter.offset()));
    if (detail != Detail.LEAST) {
      add(headers, SluiceHeaders.STREAMS_EXCEPTION, utf8(BREACH));
      add(headers, SluiceHeaders.STREAMS_MESSAGE, utf8(message(violations)));
    }
    keepTimestamp(letter, headers);
    headers.add(contract);
    headers.addAll(rejected.seal());
    add(headers, SluiceHeaders.CLASS, utf8(classOf(violations).name()));
    add(headers, SluiceHeaders.VIOLATIONS, ViolationJson.of(listed(violations, detail)));
    if (judged.schemaId() != null && detail != Detail.LEAST) {
      add(headers, SluiceHeaders.SCHEMA_ID, utf8(judged.schemaId().value()));
    }
    headers.add(at.header());
    if (detail != Detail.LEAST) {
      add(headers, SluiceHeaders.APPLICATION, application);
    }
    if (detail != Detail.LEAST || rejected.replays() > 0) {
      add(headers, SluiceHeaders.REPLAY_COUNT, utf8(rejected.replays()));
    }
    if (judged.outcome() == Outcome.SHADOWED) {
      add(headers, SluiceHeaders.SAMPLE, TRUE);
    }
    markShortened(headers, detail);
    return new WrittenHeaders(headers);
  }

  /** The record's own headers, but for those of reserved names. */
  private static List<Header> own(ConsumerRecord<byte[], byte[]> raw, Predicate<String> reserved) {
    List<Header> own = new ArrayList<>();
    for (Header header : raw.headers()) {
      if (!reserved.test(header.key())) {
        own.add(header);
      }
    }
    return own;
  }

  /** A product record that violates its contract passed in shadow. */
  private static void markShadowed(List<Header> headers, Verdict verdict, Detail detail) {
    if (verdict.isViolating()) {
      List<Violation> violations = verdict.violations();
      add(headers, SluiceHeaders.CLASS, utf8(classOf(violations).name()));
      add(headers, SluiceHeaders.SHADOWED, ViolationJson.of(listed(violations, detail)));
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

  private static void markShortened(List<Header> headers, Detail detail) {
    if (detail != Detail.FULL) {
      add(headers, SluiceHeaders.TRUNCATED, TRUE);
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

  private static void keepTimestamp(ConsumerRecord<byte[], byte[]> raw, List<Header> headers) {
    if (raw.timestamp() < 0) {
      add(headers, SluiceHeaders.ORIGINAL_TIMESTAMP, utf8(raw.timestamp()));
    }
  }

  private static void add(List<Header> headers, String name, byte[] value) {
    headers.add(new RecordHeader(name, value));
  }

  private static byte[] utf8(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
