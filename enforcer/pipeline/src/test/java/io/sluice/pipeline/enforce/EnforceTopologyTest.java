package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.testing.Payments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of records through the topology. */
class EnforceTopologyTest {

  private final Driven driven;

  EnforceTopologyTest(@TempDir Path state) {
    this.driven = new Driven(state);
  }

  @AfterEach
  void close() {
    driven.close();
  }

  private static byte[] good() {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", 5, ""));
  }

  private static byte[] bad() {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", -5, ""));
  }

  @Test
  void everyNodeAndTopicIsNamedByHand() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
      assertThat(driven.topology("registry").build().describe().toString().strip())
          .isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8).strip());
    }
  }

  @Test
  void aCompliantRecordPassesAsItCameWithSluicesHeadersLast() {
    RecordHeaders own = new RecordHeaders();
    own.add("trace", "a".getBytes(UTF_8));
    own.add("nothing", null);
    own.add("trace", "b".getBytes(UTF_8));

    driven.send(Driven.KEY, good(), own, 42);

    TestRecord<byte[], byte[]> product = driven.product();
    assertThat(product.key()).isEqualTo(Driven.KEY);
    assertThat(product.value()).isEqualTo(good());
    assertThat(product.timestamp()).isEqualTo(42);
    assertThat(Driven.headers(product))
        .containsExactly(
            "trace=a",
            "nothing=null",
            "trace=b",
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
  }

  @Test
  void aViolatingRecordBecomesADeadLetterThatSaysWhatBroke() {
    RecordHeaders own = new RecordHeaders();
    own.add("trace", "a".getBytes(UTF_8));

    driven.send(Driven.KEY, bad(), own, 42);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(letter.key()).isEqualTo(Driven.KEY);
    assertThat(letter.value()).isEqualTo(bad());
    assertThat(letter.timestamp()).isEqualTo(42);
    assertThat(Driven.headers(letter))
        .containsExactly(
            "trace=a",
            "__streams.errors.topic=raw.test.payments.v1",
            "__streams.errors.partition=0",
            "__streams.errors.offset=0",
            "__streams.errors.exception=io.sluice.ContractViolation",
            "__streams.errors.message=amount.minimum at amount: " + AMOUNT,
            "sluice.contract=test.payments:1.2.0",
            "sluice.class=RULE",
            "sluice.violations=[{\"rule\":\"amount.minimum\",\"path\":\"amount\",\"message\":\""
                + AMOUNT
                + "\"}]",
            "sluice.schema.id=7",
            "sluice.timestamp=2026-11-21T06:00:00.007Z",
            "sluice.application=sluice.test.payments.v1",
            "sluice.replay.count=0");
  }

  private static int size(TestRecord<byte[], byte[]> record) {
    return BatchSize.sent(
        Driven.raw(record.key(), record.value(), new RecordHeaders(), record.timestamp(), 0),
        record.headers(),
        Compression.NONE);
  }

  @Test
  void headersSayLessTheSmallerTheTopicIs() {
    driven.facts(Driven.facts(1, true));
    driven.send(null, bad(), new RecordHeaders(), 1);
    TestRecord<byte[], byte[]> full = driven.deadLetter();

    driven.facts(Driven.facts(1, true, size(full) - 1));
    driven.send(null, bad(), new RecordHeaders(), 1);
    TestRecord<byte[], byte[]> first = driven.deadLetter();
    driven.facts(Driven.facts(1, true, size(first) - 1));
    driven.send(null, bad(), new RecordHeaders(), 1);
    TestRecord<byte[], byte[]> least = driven.deadLetter();

    assertThat(Driven.header(full, SluiceHeaders.VIOLATIONS))
        .contains("key.null", "amount.minimum");
    assertThat(Driven.header(first, SluiceHeaders.VIOLATIONS))
        .contains("key.null", "the record has no key")
        .doesNotContain("amount.minimum");
    assertThat(Driven.header(first, SluiceHeaders.TRUNCATED)).isEqualTo("true");
    assertThat(first.headers().lastHeader(SluiceHeaders.STREAMS_MESSAGE)).isNotNull();
    assertThat(Driven.headers(least))
        .containsExactly(
            "__streams.errors.topic=raw.test.payments.v1",
            "__streams.errors.partition=0",
            "__streams.errors.offset=2",
            "sluice.contract=test.payments:1.2.0",
            "sluice.class=STRUCTURE",
            "sluice.violations=[{\"rule\":\"key.null\",\"path\":\"\",\"message\":\"\"}]",
            "sluice.timestamp=2026-11-21T06:00:00.007Z",
            "sluice.truncated=true");
    assertThat(least.value()).isEqualTo(bad());
  }

  @Test
  void aFlaggedRecordThatIsTooLargeLosesItsWarningsBeforeItIsHeldUp() {
    byte[] flagged = Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", 5, "hello"));
    driven.facts(Driven.facts(1, false, 230));

    driven.send(flagged);

    TestRecord<byte[], byte[]> product = driven.product();
    assertThat(product.value()).isEqualTo(flagged);
    assertThat(Driven.headers(product))
        .containsExactly(
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z",
            "sluice.truncated=true");
  }

  private static final String AMOUNT = "must be at least 0";

  @Test
  void aRecordWithAWarningPassesWithAFlag() {
    driven.send(Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", 5, "hello")));

    assertThat(Driven.header(driven.product(), SluiceHeaders.WARNINGS))
        .contains("\"rule\":\"note.known\"");
  }

  @Test
  void inboundReservedHeadersCannotPassForSluicesOwn() {
    RecordHeaders forged = new RecordHeaders();
    forged.add("sluice.contract", "mine:9".getBytes(UTF_8));
    forged.add("sluice.original.timestamp", "-1".getBytes(UTF_8));
    forged.add("sluice.replay.count", "9".getBytes(UTF_8));
    forged.add("__streams.errors.topic", "other".getBytes(UTF_8));

    driven.send(Driven.KEY, good(), new RecordHeaders(forged), 0);
    driven.send(Driven.KEY, bad(), new RecordHeaders(forged), 0);

    assertThat(Driven.headers(driven.output("test.payments.v1").readRecord()))
        .containsExactly(
            "__streams.errors.topic=other",
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
    TestRecord<byte[], byte[]> letter = driven.output("dlq.test.payments.v1").readRecord();
    assertThat(Driven.headers(letter))
        .contains(
            "__streams.errors.topic=raw.test.payments.v1",
            "sluice.contract=test.payments:1.2.0",
            "sluice.replay.count=0")
        .doesNotContain("__streams.errors.topic=other", "sluice.contract=mine:9")
        .noneMatch(line -> line.startsWith("sluice.original.timestamp"));
  }

  @Test
  void aTimestampBelowZeroBecomesZeroAndIsNotedInAHeader() {
    RecordHeaders forged = new RecordHeaders();
    forged.add("sluice.original.timestamp", "-1".getBytes(UTF_8));

    driven.send(Driven.KEY, good(), new RecordHeaders(forged), -5);
    driven.send(Driven.KEY, bad(), new RecordHeaders(forged), -5);

    TestRecord<byte[], byte[]> product = driven.output("test.payments.v1").readRecord();
    assertThat(product.timestamp()).isZero();
    assertThat(Driven.headers(product))
        .containsExactly(
            "sluice.original.timestamp=-5",
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z");
    TestRecord<byte[], byte[]> letter = driven.output("dlq.test.payments.v1").readRecord();
    assertThat(letter.timestamp()).isZero();
    assertThat(letter.headers().headers("sluice.original.timestamp"))
        .singleElement()
        .satisfies(header -> assertThat(header.value()).isEqualTo("-5".getBytes(UTF_8)));
  }

  @Test
  void theRecordsOfABatchKeepTheirOrderOffsetsTimesAndHeaders() {
    RecordHeaders own = new RecordHeaders();
    own.add("trace", "a".getBytes(UTF_8));
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] value =
          Payments.framed(Payments.SCHEMA_ID, Payments.payment("p" + i, i % 3 == 0 ? -i : i, ""));
      batch.add(Driven.raw(("k" + i).getBytes(UTF_8), value, new RecordHeaders(own), i, 7L * i));
    }
    batch.add(Driven.raw(Driven.KEY, null, new RecordHeaders(), 1, 5000));

    driven.sendTogether(batch);

    List<TestRecord<byte[], byte[]>> products =
        driven.output("test.payments.v1").readRecordsToList();
    List<TestRecord<byte[], byte[]>> letters =
        driven.output("dlq.test.payments.v1").readRecordsToList();
    assertThat(products)
        .extracting(TestRecord::value)
        .containsExactlyElementsOf(
            batch.stream()
                .filter(
                    raw ->
                        raw.value() != null && (raw.timestamp() == 0 || raw.timestamp() % 3 != 0))
                .map(ConsumerRecord::value)
                .toList());
    assertThat(letters).hasSize(300 / 3); // 0 is no violation, the tombstone is one
    for (TestRecord<byte[], byte[]> letter : letters.subList(0, letters.size() - 1)) {
      String number = new String(letter.key(), UTF_8).substring(1);
      assertThat(letter.timestamp()).isEqualTo(Long.parseLong(number));
      assertThat(Driven.header(letter, SluiceHeaders.STREAMS_OFFSET))
          .isEqualTo(String.valueOf(7 * Long.parseLong(number)));
      assertThat(Driven.header(letter, SluiceHeaders.VIOLATIONS)).contains("amount.minimum");
      assertThat(Driven.header(letter, "trace")).isEqualTo("a");
    }
    assertThat(Driven.header(letters.getLast(), SluiceHeaders.VIOLATIONS))
        .contains("framing.tombstone");
    assertThat(Driven.header(letters.getLast(), SluiceHeaders.STREAMS_OFFSET)).isEqualTo("5000");
  }

  @Test
  void aNullKeyPassesWhereTheProductIsNotCompacted() {
    driven.send(null, good(), new RecordHeaders(), 1);

    assertThat(driven.product().key()).isNull();
  }

  @Test
  void aNullKeyIsAViolationWhereTheProductIsCompacted() {
    driven.facts(Driven.facts(1, true));

    driven.send(null, bad(), new RecordHeaders(), 1);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(Driven.header(letter, SluiceHeaders.CLASS)).isEqualTo("STRUCTURE");
    assertThat(Driven.header(letter, SluiceHeaders.VIOLATIONS))
        .contains("\"rule\":\"key.null\"", "\"rule\":\"amount.minimum\"");
  }

  @Test
  void aTombstonePassesOnlyWhereTheProductIsCompacted() {
    driven.send(Driven.KEY, null, new RecordHeaders(), 1);
    driven.facts(Driven.facts(1, true));
    driven.send(Driven.KEY, null, new RecordHeaders(), 2);

    TestRecord<byte[], byte[]> letter = driven.output("dlq.test.payments.v1").readRecord();
    assertThat(Driven.header(letter, SluiceHeaders.VIOLATIONS)).contains("framing.tombstone");
    assertThat(letter.value()).isNull();
    TestRecord<byte[], byte[]> passed = driven.output("test.payments.v1").readRecord();
    assertThat(passed.value()).isNull();
    assertThat(passed.timestamp()).isEqualTo(2);
  }

  @Test
  void ignoredTypesGoNowhere() {
    driven.send(Payments.framed(Payments.REFUND_ID, Payments.refund("r1")));

    assertThat(driven.output("test.payments.v1").isEmpty()).isTrue();
    assertThat(driven.output("dlq.test.payments.v1").isEmpty()).isTrue();
  }

  @Test
  void anIdThatTheRegistryGoesOnNotKnowingIsASchemaViolation() {
    driven.send(Payments.framed(99, Payments.payment("p1", 5, "")));

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(Driven.header(letter, SluiceHeaders.CLASS)).isEqualTo("SCHEMA");
    assertThat(Driven.header(letter, SluiceHeaders.SCHEMA_ID)).isEqualTo("99");
    assertThat(Driven.header(letter, SluiceHeaders.VIOLATIONS)).contains("framing.unknownSchemaId");
  }

  @Test
  void withoutFramingARecordIsReadWithTheContractsOwnSchema() {
    driven.send("none", Driven.KEY, Payments.payment("p1", 5, ""), new RecordHeaders(), 1);

    assertThat(driven.product().value()).isEqualTo(Payments.payment("p1", 5, ""));
    assertThat(driven.schemas().asked()).isZero();
  }

  @Test
  void trailingBytesAreAStructureViolation() {
    driven.send(Arrays.copyOf(good(), good().length + 1));

    assertThat(Driven.header(driven.deadLetter(), SluiceHeaders.CLASS)).isEqualTo("STRUCTURE");
  }

  @Test
  void aDefectOfSluicesMakesALetterThatHoldsNoValueOfTheRecord() {
    driven.start(
        driven
            .topology("registry")
            .build(
                (time, keys) ->
                    raw -> {
                      throw new IllegalStateException("secret");
                    }));

    driven.send(good());

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(Driven.header(letter, SluiceHeaders.CLASS)).isEqualTo("INTERNAL");
    assertThat(String.join("", Driven.headers(letter)))
        .contains("internal.defect", "java.lang.IllegalStateException")
        .doesNotContain("secret");
  }

  @Test
  void anErrorNeverMakesALetter() {
    driven.start(
        driven
            .topology("registry")
            .build(
                (time, keys) ->
                    raw -> {
                      throw new OutOfMemoryError("test");
                    }));

    assertThatThrownBy(() -> driven.send(good())).isInstanceOf(OutOfMemoryError.class);
    assertThat(driven.output("dlq.test.payments.v1").isEmpty()).isTrue();
  }

  @Test
  void countsAreOpenUntilTheirTransactionCommits() {
    driven.send(good());
    driven.send(bad());

    // the driver knows no transactions, so nothing was committed
    assertThat(driven.meters().get(PipelineMeters.RECORDS).counters())
        .allSatisfy(counter -> assertThat(counter.count()).isZero());
  }
}
