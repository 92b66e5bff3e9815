package io.sluice.pipeline.measurement;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.objective.Result;
import io.sluice.engine.odcs.OdcsDocument;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.delta.Delta;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A contract's measurement on a shelf in memory, whose deltas and minutes a test states. */
final class Measured {

  private static final String HEAD =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: upstream.wells
      version: 1.0.0
      status: active
      """;

  private static final String SCHEMA =
      """
      schema:
        - name: Well
          physicalType: topic
          physicalName: upstream.wells.v1
          properties:
            - {name: well_id, logicalType: string}
            - {name: at, logicalType: timestamp}
            - name: region
              quality:
                - {id: region-there, metric: nullValues, mustBeLessOrEqualTo: 1, unit: percent}
                - {id: region-a-day, metric: nullValues, mustBeLessThan: 3, arguments: {window: {calendar: P1D}, grace: 1h}}
          quality:
            - id: active-wells
              type: custom
              engine: sluice
              implementation: {metric: populationCoverage, key: well_id, population: {count: 1200}, window: {calendar: P1M, timezone: Africa/Lagos}, grace: 3d, element: at, mustBeGreaterThan: 99.5}
            - id: listed
              type: custom
              engine: sluice
              implementation: {metric: populationCoverage, key: well_id, population: {values: [a, b, c]}, window: {calendar: P1D, timezone: Africa/Lagos}, element: at, mustBe: 100}
            - id: registered
              type: custom
              engine: sluice
              implementation: {metric: populationCoverage, key: well_id, population: {topic: ref.wells}, window: {calendar: P1D, timezone: Africa/Lagos}, grace: 1h, element: at, mustBe: 100}
            - {id: once-a-day, metric: duplicateValues, arguments: {properties: [well_id]}, mustBeLessOrEqualTo: 1, unit: percent}
            - {id: once-an-hour, metric: duplicateValues, arguments: {properties: [well_id], window: 1h}, mustBeLessOrEqualTo: 1, unit: percent}
            - {id: few-twice, metric: duplicateValues, arguments: {properties: [well_id]}, mustBeLessThan: 2}
            - {id: rows-a-day, metric: rowCount, arguments: {window: {calendar: P1D, timezone: America/New_York}, grace: 2h}, mustBeGreaterThan: 100}
      slaProperties:
        - {id: fresh, property: freshness, value: 5, unit: m, element: at}
        - {id: late, property: latency, value: 10, unit: s, element: at}
        - {id: daily, property: timeOfAvailability, value: "06:00", valueExt: Africa/Lagos, element: at}
        - {id: hourly, property: frequency, value: 1, unit: h, element: at}
        - {id: up, property: availability, value: 99, unit: percent, valueExt: 100}
      """;

  private final MemoryShelf shelf = new MemoryShelf();
  private Roster roster = new Roster("nobody has read it");
  private final String text;
  private final Map<Integer, Long> ends = new LinkedHashMap<>();
  private Measurement measurement;
  private Map<String, Reading> readings = Map.of();

  private Measured(String customProperties, Instant now) {
    this.text = HEAD + SCHEMA + customProperties;
    this.measurement = open(now);
  }

  /** Begun at an instant, of a contract that promises one of each. */
  static Measured since(String now) {
    return with("", now);
  }

  /** Likewise, with objectives and other settings. */
  static Measured with(String customProperties, String now) {
    return new Measured(customProperties, Instant.parse(now));
  }

  private Measurement open(Instant now) {
    Contract contract = OdcsDocument.parse("test", text).contract().orElseThrow();
    return Measurement.open(
        contract.id(),
        Promises.of(contract),
        key -> hash(key.getFirst()),
        topic -> roster,
        shelf,
        now);
  }

  /** The wells that are registered, which is known from then on. */
  void registered(List<String> wells) {
    roster.clear("it is read anew");
    wells.forEach(well -> roster.put(hash("record of " + well), hash(well)));
    roster.known();
  }

  Roster roster() {
    return roster;
  }

  /** As after a crash: all that is left is what stands on the shelf. */
  void restart(Instant now) {
    roster = new Roster("nobody has read it");
    measurement = open(now);
  }

  Measurement measurement() {
    return measurement;
  }

  MemoryShelf shelf() {
    return shelf;
  }

  // ---- deltas

  static byte[] hash(String key) {
    return Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), Delta.KeySet.HASH_BYTES);
  }

  static ByteBuffer hashes(List<String> keys) {
    ByteBuffer hashes = ByteBuffer.allocate(keys.size() * Delta.KeySet.HASH_BYTES);
    keys.forEach(key -> hashes.put(hash(key)));
    return hashes.flip();
  }

  static List<String> wells(int from, int until) {
    return IntStream.range(from, until).mapToObj(i -> "well-" + i).toList();
  }

  static Delta.IndicatorCounts counts(String indicator, String sli, Delta.Bucket... buckets) {
    return new Delta.IndicatorCounts(indicator, sli, List.of(buckets));
  }

  static Delta.Bucket bucket(String start, Duration length, long good, long total) {
    return bucket(start, length, good, total, 0, 0);
  }

  static Delta.Bucket bucket(
      String start, Duration length, long good, long total, long lateGood, long lateTotal) {
    Instant from = Instant.parse(start);
    return new Delta.Bucket(from, from.plus(length), good, total, lateGood, lateTotal);
  }

  static Delta.KeySet keys(
      String indicator, String start, Duration length, boolean late, List<String> keys) {
    return keys(indicator, start, length, late, keys.size(), keys);
  }

  static Delta.KeySet keys(
      String indicator,
      String start,
      Duration length,
      boolean late,
      long records,
      List<String> keys) {
    Instant from = Instant.parse(start);
    return new Delta.KeySet(indicator, from, from.plus(length), late, records, hashes(keys));
  }

  Intake counted(String judged, Delta.IndicatorCounts... counts) {
    return take(delta(judged, null, List.of(counts), List.of()));
  }

  Intake borne(String judged, Delta.KeySet... keys) {
    return take(delta(judged, null, List.of(), List.of(keys)));
  }

  /** Records whose newest event is of an instant. */
  Intake seen(String judged, String newest) {
    return take(delta(judged, Instant.parse(newest), List.of(), List.of()));
  }

  Intake take(Delta delta) {
    return measurement.take(delta);
  }

  /** The next delta of partition 0, of ten records. */
  Delta delta(
      String judged,
      @Nullable Instant newest,
      List<Delta.IndicatorCounts> counts,
      List<Delta.KeySet> keys) {
    long from = ends.getOrDefault(0, 0L);
    ends.put(0, from + 10);
    Instant at = Instant.parse(judged);
    return new Delta(
        range(0, from, from + 10),
        new Delta.Judged(at, at),
        Map.of(),
        newest == null ? List.of() : List.of(new Delta.EventTimes("at", newest, 0, 0)),
        counts,
        keys);
  }

  static Delta.Coverage range(int partition, long from, long to) {
    return range(partition, from, to, 0, 1);
  }

  static Delta.Coverage range(int partition, long from, long to, int part, int parts) {
    return new Delta.Coverage(
        "upstream.wells",
        "1.0.0",
        "sluice.upstream.wells.v1",
        false,
        false,
        "raw.upstream.wells.v1",
        "topic-id",
        partition,
        from,
        to,
        part,
        parts);
  }

  // ---- readings

  /** Lets the clock get to an instant. */
  Measured at(String now) {
    return at(Instant.parse(now));
  }

  Measured at(Instant now) {
    measurement
        .judge(now)
        .ifPresent(
            read -> {
              readings = new LinkedHashMap<>();
              read.forEach(reading -> readings.put(reading.indicator().id(), reading));
            });
    return this;
  }

  /** What an indicator came to at the minute that was judged last. */
  Reading reading(String indicator) {
    return Objects.requireNonNull(readings.get(indicator), indicator);
  }

  /** The results of periods that were settled at the minute that was judged last, in words. */
  List<String> settled(String indicator) {
    List<String> settled = new ArrayList<>();
    for (Reading.PeriodResult period : reading(indicator).settled()) {
      Result result = period.result();
      settled.add(
          "%s %s %s, late %d: %s"
              .formatted(
                  result.window().start(),
                  result.state(),
                  result.counts(),
                  period.late(),
                  period.kept()));
    }
    return settled;
  }

  /** All that can be said, to compare. */
  String everything() {
    StringBuilder all = new StringBuilder(measurement + "\n");
    readings.forEach(
        (id, reading) ->
            all.append(id)
                .append(": ")
                .append(reading.judged())
                .append(", ")
                .append(reading.standing())
                .append(", ")
                .append(reading.window())
                .append(", ")
                .append(reading.open())
                .append(", ")
                .append(reading.settled())
                .append(", ")
                .append(measurement.history(id))
                .append('\n'));
    return all.toString();
  }
}
