package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the promises of the shipped feeds come to, counted line by line from the files: by nothing
 * that Sluice is made of, and as its contracts are read by a person.
 */
final class FeedRecount {

  private static final Path DATA = Path.of("../../data");

  private FeedRecount() {}

  /** Good and total of each promise, by its id. */
  static Map<String, List<Long>> earthquakes() throws IOException {
    Instant judged = Instant.parse("2018-02-07T01:46:00Z");
    Instant end = judged.plus(Duration.ofMinutes(1));
    List<JsonNode> all = lines("earthquakes.ndjson");
    List<JsonNode> compliant = all.stream().filter(e -> is(e, "type", "earthquake")).toList();
    // The fifth was judged at six of the seventh; the sixth is judged later than the data ends.
    List<JsonNode> fifth =
        compliant.stream()
            .filter(e -> time(e, "time").toString().startsWith("2018-02-05"))
            .toList();
    Set<String> networks = Set.of("ak", "ci", "hv", "mb", "nc", "nn", "pr", "us", "uu", "uw");
    List<JsonNode> ofTheLastDay =
        compliant.stream()
            .filter(e -> !time(e, "updated").isBefore(judged.minus(Duration.ofDays(1))))
            .toList();
    Instant newest =
        compliant.stream().map(e -> time(e, "updated")).max(Instant::compareTo).orElseThrow();

    Map<String, List<Long>> slis = new LinkedHashMap<>();
    slis.put("adherence", List.of(count(compliant), count(all)));
    boolean isFresh = Duration.between(newest, end).compareTo(Duration.ofMinutes(15)) <= 0;
    slis.put("freshness", List.of(isFresh ? 1L : 0L, 1L));
    slis.put(
        "latency",
        List.of(
            count(
                ofTheLastDay,
                e -> !time(e, "updated").isBefore(judged.minus(Duration.ofSeconds(5)))),
            count(ofTheLastDay)));
    slis.put(
        "networks-reporting",
        List.of(
            fifth.stream()
                .map(e -> e.path("network").asText())
                .filter(networks::contains)
                .distinct()
                .count(),
            10L));
    slis.put(
        "located-with-stations-and-gap",
        List.of(count(all, e -> has(e, "stations") && has(e, "azimuthal_gap")), count(all)));
    slis.put(
        "updated-within-a-day",
        List.of(
            count(
                all,
                e -> e.path("updated").asLong() - e.path("time").asLong() <= 24L * 3_600 * 1_000),
            count(all)));
    slis.put("events-of-a-day", List.of(count(fifth), count(fifth)));
    slis.put("gap-complete", List.of(count(all, e -> has(e, "azimuthal_gap")), count(all)));
    slis.put("stations-complete", List.of(count(all, e -> has(e, "stations")), count(all)));
    slis.put(
        "primaryKey",
        List.of(
            compliant.stream().map(e -> e.path("id").asText()).distinct().count(),
            count(compliant)));
    return slis;
  }

  /** Good and total of each promise, by its id. */
  static Map<String, List<Long>> flights() throws IOException {
    Instant judged = Instant.parse("2001-04-01T00:00:00Z");
    List<JsonNode> all = lines("flights.ndjson");
    List<JsonNode> compliant = all.stream().filter(f -> f.path("delay").asInt() <= 240).toList();
    List<JsonNode> recent =
        compliant.stream()
            .filter(f -> !date(f).isBefore(judged.minus(Duration.ofDays(30))))
            .toList();
    // A day's grace: the thirtieth of March was the last day to be judged, February the last month.
    List<JsonNode> lastDay =
        compliant.stream().filter(f -> f.path("date").asText().startsWith("2001-03-30")).toList();
    List<JsonNode> february =
        compliant.stream().filter(f -> f.path("date").asText().startsWith("2001-02")).toList();

    Map<String, List<Long>> slis = new LinkedHashMap<>();
    slis.put("adherence", List.of(count(compliant), count(all)));
    slis.put(
        "latency",
        List.of(
            count(recent, f -> !date(f).isBefore(judged.minus(Duration.ofDays(1)))),
            count(recent)));
    long days =
        compliant.stream().map(f -> f.path("date").asText().substring(0, 10)).distinct().count();
    slis.put("frequency", List.of(days, 90L));
    slis.put(
        "airports-reporting",
        List.of(february.stream().map(f -> f.path("origin").asText()).distinct().count(), 220L));
    slis.put("flights-of-a-day", List.of(count(lastDay), count(lastDay)));
    slis.put("on-time", List.of(count(all, f -> f.path("delay").asInt() < 15), count(all)));
    return slis;
  }

  private static List<JsonNode> lines(String file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return Files.readAllLines(DATA.resolve(file)).stream()
        .map(
            line -> {
              try {
                return json.readTree(line);
              } catch (IOException e) {
                throw new IllegalArgumentException(line, e);
              }
            })
        .toList();
  }

  private static boolean is(JsonNode event, String field, String text) {
    return event.path(field).asText().equals(text);
  }

  private static boolean has(JsonNode event, String field) {
    return !event.path(field).isNull();
  }

  private static Instant time(JsonNode event, String field) {
    return Instant.ofEpochMilli(event.path(field).asLong());
  }

  private static Instant date(JsonNode flight) {
    return Instant.parse(flight.path("date").asText());
  }

  private static long count(List<JsonNode> events) {
    return events.size();
  }

  private static long count(List<JsonNode> events, Predicate<JsonNode> which) {
    return events.stream().filter(which).count();
  }
}
