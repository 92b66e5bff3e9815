package io.sluice.pipeline.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.testing.Payments;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of records through the topology of a contract in shadow. */
class ShadowTest {

  private static final String VIOLATION =
      "[{\"rule\":\"amount.minimum\",\"path\":\"amount\",\"message\":\"must be at least 0\"}]";

  private final Driven driven;

  ShadowTest(@TempDir Path state) {
    this.driven = Driven.inShadow(state);
  }

  @AfterEach
  void close() {
    driven.close();
  }

  private static byte[] payment(long amount, String note) {
    return Payments.framed(Payments.SCHEMA_ID, Payments.payment("p1", amount, note));
  }

  private List<TestRecord<byte[], byte[]>> products() {
    return driven.output("test.payments.v1").readRecordsToList();
  }

  private List<TestRecord<byte[], byte[]>> letters() {
    return driven.output("dlq.test.payments.v1").readRecordsToList();
  }

  @Test
  void whatViolatesPassesAsItCameAndSaysWhatItViolates() {
    RecordHeaders own = new RecordHeaders();
    own.add("trace", "a".getBytes(UTF_8));
    own.add(SluiceHeaders.SHADOWED, "[]".getBytes(UTF_8));

    driven.send(Driven.KEY, payment(-5, "hello"), own, 42);

    TestRecord<byte[], byte[]> product = products().getFirst();
    assertThat(product.key()).isEqualTo(Driven.KEY);
    assertThat(product.value()).isEqualTo(payment(-5, "hello"));
    assertThat(product.timestamp()).isEqualTo(42);
    assertThat(Driven.headers(product))
        .startsWith(
            "trace=a",
            "sluice.contract=test.payments:1.2.0",
            "sluice.timestamp=2026-11-21T06:00:00.007Z",
            "sluice.class=RULE",
            "sluice.shadowed=" + VIOLATION)
        .element(5)
        .asString()
        .startsWith("sluice.warnings=[{\"rule\":\"note.known\"");
  }

  @Test
  void aSampleIsTheLetterThatTheRecordWouldHaveBecomeAndSaysSo() {
    driven.send(payment(-5, ""));

    assertThat(products()).hasSize(1);
    TestRecord<byte[], byte[]> sample = letters().getFirst();
    assertThat(sample.key()).isEqualTo(Driven.KEY);
    assertThat(sample.value()).isEqualTo(payment(-5, ""));
    assertThat(Driven.headers(sample))
        .contains(
            "__streams.errors.offset=0",
            "sluice.class=RULE",
            "sluice.violations=" + VIOLATION,
            "sluice.replay.count=0")
        .endsWith("sluice.sample=true");
  }

  @Test
  void whatBreaksNothingIsAsItIsWhenTheContractIsEnforced() {
    driven.send(payment(5, ""));
    driven.send(payment(5, "hello"));
    driven.send(Payments.framed(Payments.REFUND_ID, Payments.refund("r1")));

    List<TestRecord<byte[], byte[]>> products = products();
    assertThat(products).hasSize(2);
    assertThat(Driven.headers(products.get(0)))
        .containsExactly(
            "sluice.contract=test.payments:1.2.0", "sluice.timestamp=2026-11-21T06:00:00.007Z");
    assertThat(products.get(1).headers().lastHeader(SluiceHeaders.WARNINGS)).isNotNull();
    assertThat(products.get(1).headers().lastHeader(SluiceHeaders.SHADOWED)).isNull();
    assertThat(letters()).isEmpty();
    assertThat(count("compliant")).isZero(); // no transaction has committed
  }

  @Test
  void bytesThatDoNotDecodeAndValuesThatAreNotThereAreGivenToConsumersToo() {
    byte[] broken = {0, 0, 0, 0, Payments.SCHEMA_ID, 2};
    byte[] noMagicByte = {1};

    driven.send(broken);
    driven.send(noMagicByte);
    driven.send(Driven.KEY, null, new RecordHeaders(), 1);

    List<TestRecord<byte[], byte[]>> products = products();
    assertThat(products)
        .extracting(TestRecord::value)
        .containsExactly(broken, noMagicByte, (byte @Nullable []) null);
    assertThat(products)
        .allSatisfy(p -> assertThat(Driven.header(p, SluiceHeaders.CLASS)).isEqualTo("STRUCTURE"));
    assertThat(Driven.header(products.get(2), SluiceHeaders.SHADOWED))
        .contains("framing.tombstone");
    assertThat(letters()).hasSize(3);
  }

  @Test
  void aRecordThatACompactedTopicCantHoldIsADeadLetterAndNoSample() {
    driven.facts(Driven.facts(1, true));

    driven.send(null, payment(-5, ""), new RecordHeaders(), 1);

    TestRecord<byte[], byte[]> letter = driven.deadLetter();
    assertThat(Driven.header(letter, SluiceHeaders.VIOLATIONS)).contains("key.null");
    assertThat(letter.headers().lastHeader(SluiceHeaders.SAMPLE)).isNull();
  }

  @Test
  void samplesAreBoundedAndProductsAreNot() {
    for (int i = 0; i < 100; i++) {
      driven.send(payment(-5, ""));
    }

    assertThat(products()).hasSize(100);
    assertThat(letters()).hasSize(2);
  }

  @Test
  void aDefectOfSluicesOwnNeitherWithholdsARecordNorStopsTheTopology() {
    driven.start(
        driven
            .topology("registry")
            .build(
                (time, keys) ->
                    raw -> {
                      throw new IllegalStateException("a defect");
                    }));

    for (int i = 0; i < 2 * DefectGuard.MAX_IN_A_ROW; i++) {
      driven.send(payment(5, ""));
    }

    List<TestRecord<byte[], byte[]>> products = products();
    assertThat(products).hasSize(2 * DefectGuard.MAX_IN_A_ROW);
    assertThat(Driven.header(products.getFirst(), SluiceHeaders.CLASS)).isEqualTo("INTERNAL");
    assertThat(letters()).hasSize(2);
  }

  @Test
  void theMarkStaysHoweverSmallTheTopicIsAndASampleThatItCantHoldIsLeftOut() {
    driven.facts(Driven.facts(1, false, 300));

    driven.send(payment(-5, "hello"));

    TestRecord<byte[], byte[]> product = products().getFirst();
    assertThat(Driven.header(product, SluiceHeaders.SHADOWED))
        .isEqualTo("[{\"rule\":\"amount.minimum\",\"path\":\"\",\"message\":\"\"}]");
    assertThat(product.headers().lastHeader(SluiceHeaders.WARNINGS)).isNull();
    assertThat(Driven.header(product, SluiceHeaders.TRUNCATED)).isEqualTo("true");
    assertThat(letters()).isEmpty();
  }

  private double count(String outcome) {
    return driven
        .meters()
        .get(PipelineMeters.RECORDS)
        .tag(PipelineMeters.OUTCOME, outcome)
        .counter()
        .count();
  }
}
