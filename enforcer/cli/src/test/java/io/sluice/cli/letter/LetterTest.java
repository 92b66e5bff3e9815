package io.sluice.cli.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

  private static final String ONE = "[{\"rule\":\"r\",\"path\":\"p\",\"message\":\"m\"}]";

  private static ConsumerRecord<byte[], byte[]> record(String... headers) {
    return Written.record(0, 0, new byte[0], headers);
  }

  @Test
  void aLetterIsWhatItsHeadersSay() {
    Letter letter =
        Letter.of(
            record(
                "sluice.contract",
                "orders:1.0.0",
                "sluice.class",
                "RULE",
                "sluice.violations",
                ONE,
                "sluice.schema.id",
                "42",
                "sluice.timestamp",
                "2026-07-01T02:47:00.123Z"));

    assertThat(letter)
        .isInstanceOfSatisfying(
            DeadLetter.class,
            dead -> {
              assertThat(dead.violations())
                  .containsExactly(new Violation(ViolationClass.RULE, "r", "p", "m"));
              assertThat(dead.contract()).isEqualTo("orders:1.0.0");
              assertThat(dead.schemaId()).isEqualTo(42);
              assertThat(dead.time()).isEqualTo(Instant.parse("2026-07-01T02:47:00.123Z"));
              assertThat(dead.isTruncated()).isFalse();
            });
  }

  @Test
  void aSampleOfWhatPassedInShadowIsALetterThatSaysSo() {
    assertThat(
            Letter.of(
                record("sluice.class", "RULE", "sluice.violations", ONE, "sluice.sample", "true")))
        .isInstanceOfSatisfying(DeadLetter.class, dead -> assertThat(dead.isSample()).isTrue());
  }

  @Test
  void aProductRecordThatPassedInShadowSaysWhatItBreaks() {
    assertThat(ShadowedRecord.of(record("sluice.class", "RULE", "sluice.shadowed", ONE)))
        .hasValueSatisfying(
            shadowed ->
                assertThat(shadowed.violations())
                    .containsExactly(new Violation(ViolationClass.RULE, "r", "p", "m")));
    assertThat(ShadowedRecord.of(record("sluice.class", "RULE"))).isEmpty();
    assertThat(ShadowedRecord.of(record("sluice.shadowed", ONE))).isEmpty();
  }

  @Test
  void whatIsNotLegibleIsLeftOutAndTheRecordsOwnTimeTakesThePlaceOfTheJudgedOne() {
    Letter letter =
        Letter.of(
            record(
                "sluice.class",
                "RULE",
                "sluice.violations",
                ONE,
                "sluice.schema.id",
                "99999999999999999999",
                "sluice.timestamp",
                "yesterday"));

    assertThat(letter)
        .isInstanceOfSatisfying(
            DeadLetter.class,
            dead -> {
              assertThat(dead.schemaId()).isNull();
              assertThat(dead.judged()).isNull();
              assertThat(dead.contract()).isNull();
              assertThat(dead.time()).isEqualTo(Written.RAW_TIME);
            });
  }

  @Test
  void aRecordWithoutAClassOfSluicesIsForeign() {
    assertThat(Letter.of(record())).isInstanceOf(ForeignRecord.class);
    assertThat(Letter.of(record("sluice.class", "\u001b[31mRULE", "sluice.violations", ONE)))
        .isInstanceOf(ForeignRecord.class);
    assertThat(Letter.of(record("sluice.class", "RULE"))).isInstanceOf(ForeignRecord.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "7", "{}", "[7]", "[{}]", "[{\"rule\":7}]", "[[]]"})
  void aRecordWhoseViolationsAreNoneIsForeign(String violations) {
    assertThat(Letter.of(record("sluice.class", "RULE", "sluice.violations", violations)))
        .isInstanceOf(ForeignRecord.class);
  }

  @Test
  void violationsThatAreNestedOrMoreThanSluiceWritesAreForeign() {
    String deep = "[".repeat(100_000);
    String many = "[" + "{\"rule\":\"r\"},".repeat(20) + "{\"rule\":\"r\"}]";

    assertThat(Letter.of(record("sluice.class", "RULE", "sluice.violations", deep)))
        .isInstanceOf(ForeignRecord.class);
    assertThat(Letter.of(record("sluice.class", "RULE", "sluice.violations", many)))
        .isInstanceOf(ForeignRecord.class);
  }

  @Test
  void textsAreCutWhereSluiceWouldHaveCutThem() {
    String violations = "[{\"rule\":\"" + "r".repeat(100_000) + "\"}]";

    assertThat(Letter.of(record("sluice.class", "RULE", "sluice.violations", violations)))
        .isInstanceOfSatisfying(
            DeadLetter.class,
            dead -> assertThat(dead.violations().getFirst().rule()).hasSize(1024));
  }
}
