package io.sluice.pipeline.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code aviation.flights} promises, recounted.
 *
 * @param records all of the quarter
 * @param judged when all of them were judged
 */
public record FlightsRecount(List<JsonNode> records, Instant judged) {

  private static final int AIRPORTS = 220;
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration BACKFILL = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);

  /** Of the shipped file. */
  public static FlightsRecount of(Instant judged) throws IOException {
    return new FlightsRecount(ShippedFile.read("flights.ndjson"), judged);
  }

  /** What stands to be told at a time. */
  public List<String> at(Instant now) {
    Figures figures = new Figures();
    List<JsonNode> passed = records.stream().filter(FlightsRecount::isCompliant).toList();
    // 99.5 %
    figures.window(
        "adherence",
        passed.size(),
        records.size(),
        passed.size() * 1000L >= records.size() * 995L ? "OK" : "BREACHED");
    List<Duration> latencies =
        passed.stream()
            .map(record -> Duration.between(departure(record), judged))
            .filter(latency -> latency.compareTo(BACKFILL) <= 0)
            .toList();
    figures.atLeast(
        "latency",
        latencies.stream().filter(latency -> latency.compareTo(Duration.ofDays(1)) <= 0).count(),
        latencies.size(),
        95);
    List<JsonNode> recent =
        records.stream()
            .filter(record -> !departure(record).isBefore(now.minus(QUARTER)))
            .filter(record -> departure(record).isBefore(now))
            .toList();
    figures.above(
        "on-time",
        recent.stream().filter(record -> record.get("delay").asInt() < 15).count(),
        recent.size(),
        75);
    TreeMap<LocalDate, Long> days =
        passed.stream()
            .collect(
                Collectors.groupingBy(FlightsRecount::day, TreeMap::new, Collectors.counting()));
    days(figures, days, now);
    months(figures, passed, now);
    return figures.lines();
  }

  private void days(Figures figures, TreeMap<LocalDate, Long> days, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    long seen = 0;
    long intervals = 0;
    for (LocalDate day = days.firstKey(); !day.isAfter(today); day = day.plusDays(1)) {
      long flights = days.getOrDefault(day, 0L);
      Instant end = Figures.start(day.plusDays(1));
      boolean isOver = !end.isAfter(now);
      boolean isDue = !end.plus(GRACE).isAfter(now);
      figures.period(
          "frequency",
          day,
          flights > 0 ? 1 : 0,
          1,
          0,
          flights > 0,
          isOver ? "FINAL" : "PROVISIONAL");
      if (isOver && end.isAfter(now.minus(QUARTER))) {
        intervals++;
        seen += flights > 0 ? 1 : 0;
      }
      if (isDue || day.equals(today)) {
        figures.period(
            "flights-of-a-day",
            day,
            flights,
            flights,
            judged.isAfter(end.plus(GRACE)) ? flights : 0,
            flights >= 150,
            isDue ? "FINAL" : "PROVISIONAL");
      }
      if (isDue) {
        figures.window("flights-of-a-day", flights, flights, flights >= 150 ? "OK" : "BREACHED");
      }
    }
    figures.atLeast("frequency", seen, intervals, 99);
  }

  private void months(Figures figures, List<JsonNode> passed, Instant now) {
    LocalDate thisMonth = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
    for (LocalDate month = day(passed.getFirst()).withDayOfMonth(1);
        !month.isAfter(thisMonth);
        month = month.plusMonths(1)) {
      LocalDate first = month;
      long airports =
          passed.stream()
              .filter(record -> day(record).withDayOfMonth(1).equals(first))
              .map(record -> record.get("origin").asText())
              .distinct()
              .count();
      Instant due = Figures.start(month.plusMonths(1)).plus(GRACE);
      boolean isDue = !due.isAfter(now);
      boolean areEnough = airports * 100 >= AIRPORTS * 85L;
      if (isDue || month.equals(thisMonth)) {
        figures.period(
            "airports-reporting",
            month,
            airports,
            AIRPORTS,
            judged.isAfter(due) ? airports : 0,
            areEnough,
            isDue ? "FINAL" : "PROVISIONAL");
      }
      if (isDue) {
        figures.window("airports-reporting", airports, AIRPORTS, areEnough ? "OK" : "BREACHED");
      }
    }
  }

  private static boolean isCompliant(JsonNode record) {
    return record.get("delay").asInt() <= 240
        && record.get("distance").asInt() > 0
        && record.get("origin").asText().matches("[A-Z]{3}")
        && record.get("destination").asText().matches("[A-Z]{3}");
  }

  private static Instant departure(JsonNode record) {
    return Instant.parse(record.get("date").asText());
  }

  private static LocalDate day(JsonNode record) {
    return LocalDate.ofInstant(departure(record), ZoneOffset.UTC);
  }
}
