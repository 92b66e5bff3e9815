package io.sluice.cli.letter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.Written;
import io.sluice.pipeline.letter.LetterOpener;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LetterPrinterTest {

  private static String printed(Letter letter) {
    StringWriter text = new StringWriter();
    new LetterPrinter(
            new Explainer(
                ContractBook.none("no registry is named"), new LetterOpener(null), null, false))
        .print(letter, new PrintWriter(text, true));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void aLetterSaysWhereItStandsWhatItBreaksAndWhoWroteWhichHeader() {
    Letter letter =
        Letter.of(
            Written.record(
                1,
                2507,
                new byte[] {0, 0, 0, 0, 7, 0x1b},
                "trace-id",
                "4711",
                "__streams.errors.topic",
                "raw.orders.v1",
                "__streams.errors.partition",
                "1",
                "__streams.errors.offset",
                "5012",
                "sluice.contract",
                "orders:1.0.0",
                "sluice.class",
                "RULE",
                "sluice.violations",
                "[{\"rule\":\"total.minimum\",\"path\":\"total\",\"message\":\"must be at least 0\"}]",
                "sluice.schema.id",
                "7",
                "sluice.timestamp",
                "2026-07-01T02:47:00.123Z",
                "sluice.replay.count",
                "2",
                "sluice.truncated",
                "true"));

    assertThat(printed(letter))
        .isEqualTo(
            """
            dlq.orders.v1-1@2507  RULE, judged 2026-07-01T02:47:00.123Z
              contract    orders:1.0.0
              raw record  raw.orders.v1-1@5012, of 2001-02-03T04:05:06Z
              schema id   7
              replayed    2 times
              note        headers were shortened, so that the letter fits into its topic
              key         order
              headers of the producer
                trace-id                        4711
              headers of Sluice
                __streams.errors.topic          raw.orders.v1
                __streams.errors.partition      1
                __streams.errors.offset         5012
                sluice.contract                 orders:1.0.0
                sluice.class                    RULE
                sluice.violations               [{"rule":"total.minimum","path":"total","message":"must be at least 0"}]
                sluice.schema.id                7
                sluice.timestamp                2026-07-01T02:47:00.123Z
                sluice.replay.count             2
                sluice.truncated                true
              value, 6 bytes that are not decoded: no registry is named
                total  <-- must be at least 0 [total.minimum]
                00000000  00 00 00 00 07 1b                                ......
            """);
  }

  @Test
  void aSampleSaysThatItsRecordPassed() {
    Letter sample =
        Letter.of(
            Written.record(
                0,
                0,
                null,
                "sluice.class",
                "RULE",
                "sluice.violations",
                "[]",
                "sluice.sample",
                "true"));

    assertThat(printed(sample))
        .contains(
            "  sample      the record passed, since its contract ran in shadow; not for replay");
  }

  @Test
  void aForeignRecordIsCalledOneAndATombstoneHasNoValue() {
    assertThat(printed(Letter.of(Written.record(0, 3, null))))
        .isEqualTo(
            """
            dlq.orders.v1-0@3  foreign, of 2001-02-03T04:05:06Z
              note        no dead letter of Sluice's: it has no header sluice.class
              key         order
              value       none, a tombstone
            """);
  }
}
