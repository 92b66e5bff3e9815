package io.sluice.cli.sli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.objective.Counts;
import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Period;
import io.sluice.engine.objective.Result;
import io.sluice.engine.objective.Status;
import io.sluice.engine.objective.Target;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SliTableTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  private static CompiledContract contract() {
    return ContractFile.of(
            "parts.odcs.yaml",
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: parts
            version: 1.0.0
            status: active
            schema:
              - name: Part
                physicalType: topic
                physicalName: parts.v1
                authoritativeDefinitions: [{type: implementation, url: part.avsc}]
                properties:
                  - {name: made, logicalType: timestamp, required: true}
                  - {name: note, logicalType: string, quality: [{id: noted, metric: nullValues, mustBeLessThan: 50, unit: percent}]}
                quality:
                  - {id: parts-a-day, metric: rowCount, arguments: {window: {calendar: P1D}, element: made}, mustBeGreaterOrEqualTo: 100}
            slaProperties:
              - {id: fresh, property: freshness, value: 5, unit: m, element: Part.made}
            """,
            url ->
                """
                {"type": "record", "name": "Part", "fields": [
                  {"name": "made", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "note", "type": ["null", "string"], "default": null}]}""")
        .compile();
  }

  private static SliResult result(
      String id, String sli, Optional<String> field, Counts counts, Status status) {
    return new SliResult(
        new SliResult.Promised(
            "parts",
            "1.0.0",
            id,
            sli,
            field,
            List.of(),
            sli.equals("volume")
                ? Optional.empty()
                : Optional.of(new Target(new BigDecimal("99.50"), field.isPresent()))),
        SliResult.Scope.WINDOW,
        new Result(
            new Period(NOON.minus(Duration.ofDays(30)), NOON), counts, Result.State.PROVISIONAL),
        0,
        status == Status.UNKNOWN ? Current.UNKNOWN : Current.BROKEN,
        new SliResult.Course(
            status,
            "for " + id,
            NOON.minusSeconds(3_600),
            counts.isNone() ? Optional.empty() : Optional.of(new BigDecimal("-12.345678")),
            new TreeMap<>(
                Map.of(
                    Duration.ofHours(1),
                    Optional.of(new BigDecimal("14.569999")),
                    Duration.ofMinutes(5),
                    Optional.empty()))),
        NOON);
  }

  private static SliReport report(SliResult... results) {
    return new SliReport(
        "parts",
        "1.0.0",
        NOON,
        List.of(results).stream()
            .map(result -> new SliReport.Entry(result, Optional.empty(), List.of()))
            .toList());
  }

  private static final SliReport REPORT =
      report(
          result(
              "adherence",
              "adherence",
              Optional.empty(),
              new Counts(1_999_999, 2_000_000),
              Status.OK),
          result("fresh", "freshness", Optional.empty(), Counts.NONE, Status.UNKNOWN),
          result("parts-a-day", "volume", Optional.empty(), new Counts(12, 12), Status.BREACHED),
          result("noted", "completeness", Optional.of("note"), new Counts(2, 3), Status.AT_RISK));

  private static String printed(Consumer<PrintWriter> printing) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    printing.accept(out);
    out.flush();
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void resultsAreALineEachWithTheReasonsOfThoseThatAreNotOk() {
    assertThat(printed(new SliTable(contract(), REPORT)::printResults))
        .isEqualTo(
            """
              PROMISE      SLI           FIELD OR KEY       GOOD         OF    VALUE  PROMISED                  STATUS
              adherence    adherence                   1,999,999  2,000,000  99.99 %  ≥ 99.5 %                  OK
              fresh        freshness                           -          -        -  ≥ 99.5 %                  UNKNOWN
              parts-a-day  volume                             12          -        -  at least 100 rows in all  BREACHED
              noted        completeness  note                  2          3  66.66 %  > 99.5 %                  AT_RISK

              fresh: for fresh
              parts-a-day: for parts-a-day
              noted: for noted
            """);
  }

  @Test
  void onCallSeesTheBudgetTheStatusAndSinceWhenAndHowFastTheBudgetBurns() {
    String page = printed(new SliTable(contract(), REPORT)::print);

    assertThat(page)
        .contains(
            "BUDGET LEFT  NOW      STATUS    SINCE",
            "   -12.35 %  broken   AT_RISK   2026-07-01T11:00:00Z",
            "          -  unknown  UNKNOWN   2026-07-01T11:00:00Z",
            "  noted: for noted\n    the error budget burns at - over 5m, 14.56 over 1h\n");
  }

  @Test
  void aPromiseOfWhichNothingWasToldIsNotPassedOver() {
    SliReport adherenceAlone =
        report(result("adherence", "adherence", Optional.empty(), Counts.GOOD, Status.OK));

    assertThat(printed(new SliTable(contract(), adherenceAlone)::print))
        .contains("fresh: nothing is known of it yet", "noted: nothing is known of it yet");
  }

  @Test
  void ofAWatchWithoutATerminalOnlyWhatChangesIsALine() {
    SliLines lines = new SliLines();
    SliReport after =
        report(
            REPORT.entries().get(0).window(),
            REPORT.entries().get(1).window(),
            result("noted", "completeness", Optional.of("note"), new Counts(3, 4), Status.OK));

    assertThat(printed(out -> lines.print(REPORT, out)).lines()).hasSize(4);
    assertThat(printed(out -> lines.print(REPORT, out))).isEmpty();
    assertThat(printed(out -> lines.print(after, out)))
        .isEqualTo(
            "2026-07-01T12:00:00Z  noted  OK  now broken, since 2026-07-01T11:00:00Z: for noted\n");
  }
}
