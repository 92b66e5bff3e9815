package io.sluice.cli.letter.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.Written;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterCountsTest {

  private final LetterCounts counts = new LetterCounts();

  private String printed() {
    StringWriter text = new StringWriter();
    new CountsPrinter(counts, new PrintWriter(text, true)).print();
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void lettersAreCountedByClassRuleAndSchemaWithFirstAndLastTime() {
    counts.add(Written.letter(0, 3, "RULE", "total.minimum", "2026-07-01T02:00:00Z"));
    counts.add(Written.letter(1, 9, "RULE", "total.minimum", "2026-07-01T01:00:00Z"));
    counts.add(Written.letter(0, 4, "SCHEMA", "schema.missingField", "2026-07-01T03:00:00.5Z"));

    assertThat(printed())
        .isEqualTo(
            """

            By class
              CLASS   LETTERS  FIRST                 LAST
              SCHEMA        1  2026-07-01T03:00:00Z  2026-07-01T03:00:00Z
              RULE          2  2026-07-01T01:00:00Z  2026-07-01T02:00:00Z

            By rule
              RULE                 LETTERS  FIRST                 LAST
              total.minimum              2  2026-07-01T01:00:00Z  2026-07-01T02:00:00Z
              schema.missingField        1  2026-07-01T03:00:00Z  2026-07-01T03:00:00Z

            What they break
              total.minimum
                a: must hold
              schema.missingField
                a: must hold

            By writer schema
              SCHEMA ID  LETTERS  FIRST                 LAST
              7                3  2026-07-01T01:00:00Z  2026-07-01T03:00:00Z
            """);
    assertThat(counts.byPartition()).containsOnlyKeys(0, 1);
    assertThat(counts.contract()).contains("orders:1.0.0");
    assertThat(counts.topRule()).contains("total.minimum");
  }

  @Test
  void samplesOfWhatPassedInShadowAreToldApart() {
    counts.add(Written.letter(0, 0, "RULE", "r", "2026-07-01T02:00:00Z"));
    counts.add(
        Letter.of(
            Written.record(
                0,
                1,
                null,
                "sluice.class",
                "RULE",
                "sluice.violations",
                "[{\"rule\":\"r\"}]",
                "sluice.sample",
                "true")));

    assertThat(counts.letters().letters()).isEqualTo(2);
    assertThat(counts.samples().letters()).isEqualTo(1);
  }

  @Test
  void aLetterThatBreaksARuleTwiceCountsOnceForIt() {
    counts.add(
        Letter.of(
            Written.record(
                0,
                0,
                null,
                "sluice.class",
                "RULE",
                "sluice.violations",
                """
                [{"rule":"r","path":"a[0]","message":"m"},{"rule":"r","path":"a[1]","message":"m"},
                 {"rule":"s","path":"b","message":"m"}]""")));

    assertThat(counts.byRule().sorted())
        .extracting(Map.Entry::getKey, e -> e.getValue().letters())
        .containsExactly(tuple("r", 1L), tuple("s", 1L));
    assertThat(counts.letters().letters()).isEqualTo(1);
  }

  @Test
  void foreignRecordsAreCountedApartByTheirOwnTime() {
    counts.add(Letter.of(Written.record(0, 0, null)));

    assertThat(counts.letters().letters()).isZero();
    assertThat(counts.foreign().letters()).isEqualTo(1);
    assertThat(counts.foreign().first()).isEqualTo(Written.RAW_TIME);
    assertThat(printed()).isEmpty();
  }

  @Test
  void groupsBeyondTheBoundAreCountedInOne() {
    for (int i = 0; i < 2_500; i++) {
      counts.add(Written.letter(0, i, "RULE", "rule." + i, "2026-07-01T02:00:00Z"));
    }

    assertThat(counts.byRule().sorted()).hasSize(1_000);
    assertThat(counts.byRule().others().letters()).isEqualTo(1_500);
    assertThat(counts.byRuleAndSchema().others().letters()).isEqualTo(1_500);
    assertThat(counts.byRule().others().first()).isEqualTo(Instant.parse("2026-07-01T02:00:00Z"));
    assertThat(printed())
        .contains("and 980 more, which --json lists")
        .contains("and 1,500 letters of others: the first 1,000 are told apart");
  }
}
