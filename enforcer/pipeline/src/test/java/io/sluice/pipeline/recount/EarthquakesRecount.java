package io.sluice.pipeline.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What {@code seismology.earthquakes} promises, recounted.
 *
 * @param records all of the week
 * @param judged when all of them were judged
 * @param since when measuring began
 */
public record EarthquakesRecount(List<JsonNode> records, Instant judged, Instant since) {

  private static final Set<String> NETWORKS =
      Set.of("ak", "ci", "hv", "mb", "nc", "nn", "pr", "us", "uu", "uw");
  private static final Duration GRACE = Duration.ofHours(6);
  private static final long SECOND = 1_000;
  private static final long DAY = 86_400_000;

  /** Of the shipped file. */
  public static EarthquakesRecount of(Instant judged, Instant since) throws IOException {
    return new EarthquakesRecount(ShippedFile.read("earthquakes.ndjson"), judged, since);
  }

  /** What stands to be told at a time, at least six hours after a midnight. */
  public List<String> at(Instant now) {
    Figures figures = new Figures();
    List<JsonNode> passed = records.stream().filter(EarthquakesRecount::isCompliant).toList();
    figures.atLeast("adherence", passed.size(), records.size(), 98);
    figures.atLeast("freshness", freshMinutes(now), minutes(now).count(), 95);
    List<JsonNode> swift = passed.stream().filter(record -> age(record) <= DAY).toList();
    figures.atLeast("latency", count(swift, record -> age(record) <= 5 * SECOND), swift.size(), 99);
    figures.above("gap-complete", count(records, EarthquakesRecount::hasGap), records.size(), 80);
    figures.above(
        "stations-complete", count(records, EarthquakesRecount::hasStations), records.size(), 70);
    figures.above(
        "located-with-stations-and-gap",
        count(records, record -> hasGap(record) && hasStations(record)),
        records.size(),
        70);
    figures.atLeast(
        "updated-within-a-day",
        count(records, record -> time(record, "updated") - time(record, "time") <= DAY),
        records.size(),
        80);
    long ids =
        passed.stream()
            .map(record -> Figures.day(time(record, "updated")) + record.get("id").asText())
            .distinct()
            .count();
    figures.window("primaryKey", ids, passed.size(), "UNKNOWN");
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (LocalDate day = Figures.day(time(passed.getFirst(), "time"));
        !day.isAfter(today);
        day = day.plusDays(1)) {
      day(figures, passed, day, now);
    }
    return figures.lines();
  }

  /** What is promised of each day; the last one that is due says how the promise stands. */
  private void day(Figures figures, List<JsonNode> passed, LocalDate day, Instant now) {
    Instant due = Figures.start(day.plusDays(1)).plus(GRACE);
    boolean isOver = !due.isAfter(now);
    boolean isToday = day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
    if (!isOver && !isToday) {
      return;
    }
    String state = isOver ? "FINAL" : "PROVISIONAL";
    boolean isLate = judged.isAfter(due);
    List<JsonNode> seen =
        passed.stream().filter(r -> Figures.day(time(r, "time")).equals(day)).toList();
    long networks =
        seen.stream()
            .map(record -> record.get("network").asText())
            .filter(NETWORKS::contains)
            .distinct()
            .count();
    boolean areEnough = networks * 100 >= NETWORKS.size() * 90L;
    figures
        .period(
            "events-of-a-day",
            day,
            seen.size(),
            seen.size(),
            isLate ? seen.size() : 0,
            seen.size() >= 100,
            state)
        .period(
            "networks-reporting",
            day,
            networks,
            NETWORKS.size(),
            isLate ? networks : 0,
            areEnough,
            state);
    if (isOver) {
      figures.window(
          "events-of-a-day", seen.size(), seen.size(), seen.size() >= 100 ? "OK" : "BREACHED");
      figures.window(
          "networks-reporting", networks, NETWORKS.size(), areEnough ? "OK" : "BREACHED");
    }
  }

  private static boolean isCompliant(JsonNode record) {
    return record.get("type").asText().equals("earthquake")
        && Set.of("automatic", "reviewed").contains(record.get("status").asText())
        && isWithin(record, "magnitude", -1, 10)
        && isWithin(record, "latitude", -90, 90)
        && isWithin(record, "longitude", -180, 180)
        && isWithin(record, "depth", -10, 800)
        && isWithin(record, "azimuthal_gap", 0, 360)
        && isWithin(record, "stations", 0, Integer.MAX_VALUE);
  }

  private static boolean isWithin(JsonNode record, String field, double least, double most) {
    JsonNode value = record.get(field);
    return value.isNull() || (value.asDouble() >= least && value.asDouble() <= most);
  }

  private static boolean hasGap(JsonNode record) {
    return !record.get("azimuthal_gap").isNull();
  }

  private static boolean hasStations(JsonNode record) {
    return !record.get("stations").isNull();
  }

  private static long count(List<JsonNode> records, Predicate<JsonNode> condition) {
    return records.stream().filter(condition).count();
  }

  private static long time(JsonNode record, String field) {
    return record.get(field).asLong();
  }

  private long age(JsonNode record) {
    return judged.toEpochMilli() - time(record, "updated");
  }

  /** The ends of the whole minutes in which it was measured. */
  private LongStream minutes(Instant now) {
    return LongStream.rangeClosed(
        since.toEpochMilli() / 60_000 + 1, Math.floorDiv(now.toEpochMilli(), 60_000));
  }

  private long freshMinutes(Instant now) {
    long newest =
        records.stream()
            .filter(EarthquakesRecount::isCompliant)
            .mapToLong(record -> time(record, "updated"))
            .max()
            .orElseThrow();
    return minutes(now).filter(end -> end * 60_000 - newest <= 15 * 60_000).count();
  }
}
