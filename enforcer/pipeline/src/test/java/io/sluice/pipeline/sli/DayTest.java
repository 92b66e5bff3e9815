package io.sluice.pipeline.sli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.delta.Delta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that say on which day they happened, and not when. */
class DayTest {

  private static final Schema DATE =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Report","fields":[
                {"name":"day","type":{"type":"int","logicalType":"date"}}]}""");

  private static final Schema TEXT =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Report","fields":[{"name":"day","type":"string"}]}""");

  private static CompiledContract contract(Schema schema, String zone) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.reports
        version: 1.0.0
        status: active
        schema:
          - name: Report
            physicalType: topic
            physicalName: test.reports.v1
            authoritativeDefinitions: [{type: implementation, url: report.avsc}]
            properties:
              - {name: day, logicalType: date}
            quality:
              - id: rows-a-day
                metric: rowCount
                arguments: {window: {calendar: P1D, timezone: %1$s}, element: day}
                mustBeGreaterThan: 0
              - id: rows-a-month
                metric: rowCount
                arguments: {window: {calendar: P1M, timezone: %1$s}, element: day}
                mustBeGreaterThan: 0
              - id: once
                metric: duplicateValues
                arguments: {properties: [day], window: {calendar: P1D, timezone: %1$s}, element: day}
                mustBeLessThan: 1
        slaProperties:
          - {id: by-six, property: timeOfAvailability, value: "06:00", valueExt: %1$s, element: day}
        """
            .formatted(zone);
    return ContractFile.of("test.reports", text, url -> schema.toString()).compile();
  }

  private static byte[] report(Schema schema, LocalDate day) {
    byte[] bytes = new byte[16];
    if (schema.equals(DATE)) {
      return Arrays.copyOf(bytes, BinaryData.encodeInt((int) day.toEpochDay(), bytes, 0));
    }
    byte[] text = day.toString().getBytes(StandardCharsets.UTF_8);
    int length = BinaryData.encodeInt(text.length, bytes, 0);
    System.arraycopy(text, 0, bytes, length, text.length);
    return Arrays.copyOf(bytes, length + text.length);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                2026-12-01T00:00:00Z",
    "Africa/Lagos,       2026-11-30T23:00:00Z",
    "America/New_York,   2026-12-01T05:00:00Z",
    "Pacific/Kiritimati, 2026-11-30T10:00:00Z",
    "Pacific/Pago_Pago,  2026-12-01T11:00:00Z",
  })
  void dayIsThatOfTheZoneInWhichItIsCounted(String zone, Instant begin) {
    for (Schema schema : new Schema[] {DATE, TEXT}) {
      CompiledContract contract = contract(schema, zone);
      Plan plan = contract.planFor(schema);
      Observation seen = new Observation(contract.observables());
      Walk walk = new Walk();
      SliTally tally = new SliTally(contract.promises());
      byte[] bytes = report(schema, LocalDate.parse("2026-12-01"));
      assertThat(plan.judge(walk, bytes, 0, bytes.length).isViolating()).isFalse();
      assertThat(plan.observe(walk, seen)).isTrue();
      tally.count(true, Instant.parse("2026-12-02T12:00:00Z").toEpochMilli(), seen);

      Delta delta =
          tally.delta(
              new Delta.Coverage("c", "1.0.0", "a", false, false, "raw", "id", 0, 0, 1, 0, 1),
              Map.of());

      assertThat(delta.counts())
          .filteredOn(counts -> !counts.indicator().equals("adherence"))
          .extracting(Delta.IndicatorCounts::indicator)
          .containsExactlyInAnyOrder("by-six", "rows-a-day", "rows-a-month");
      assertThat(delta.counts())
          .filteredOn(counts -> !counts.indicator().equals("adherence"))
          .allSatisfy(counts -> assertThat(counts.buckets().getFirst().start()).isEqualTo(begin));
      assertThat(delta.keys()).singleElement().extracting(Delta.KeySet::start).isEqualTo(begin);
    }
  }
}
