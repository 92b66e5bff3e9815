package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.cli.OnCall.Printed;
import io.sluice.cli.console.ExitCode;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo, as its user runs it, on a sandbox of its own. */
@Order(2)
class DemoIT {

  private static JsonNode demo(String options) {
    Printed printed = OnCall.sluice("demo --json " + options);
    assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.FINE);
    return printed.json().getLast();
  }

  private static void assertCameOut(
      JsonNode json, int consumed, int product, int deadLetter, String rule) {
    assertThat(json.path("consumed").asInt()).isEqualTo(consumed);
    assertThat(json.path("product").asInt()).isEqualTo(product);
    assertThat(json.path("deadLetter").asInt()).isEqualTo(deadLetter);
    assertThat(json.path("violations").path(rule).asInt()).isEqualTo(deadLetter);
    assertThat(json.path("violations").size()).isEqualTo(1);
  }

  /** Good and total of each promise, by its id. */
  private static Map<String, List<Long>> slis(JsonNode json) {
    Map<String, List<Long>> slis = new LinkedHashMap<>();
    json.path("slis")
        .forEach(
            sli ->
                slis.put(
                    sli.path("id").asText(),
                    List.of(sli.path("good").asLong(), sli.path("total").asLong())));
    return slis;
  }

  private static JsonNode sli(JsonNode json, String id) {
    for (JsonNode sli : json.path("slis")) {
      if (sli.path("id").asText().equals(id)) {
        return sli;
      }
    }
    throw new AssertionError(id + " is not in " + json);
  }

  @Test
  void everyFigureOfAWeekOfEarthquakesIsThatOfARecount() throws IOException {
    JsonNode json = demo("--dataset earthquakes");

    assertCameOut(json, 1_707, 1_679, 28, "type.invalidValues");
    assertThat(slis(json)).isEqualTo(FeedRecount.earthquakes());
    assertThat(json.path("judgedUntil").asText()).isEqualTo("2018-02-07T01:47:00Z");
    JsonNode stations = sli(json, "stations-complete");
    assertThat(stations.path("sli").asText()).isEqualTo("completeness");
    assertThat(stations.path("field").asText()).isEqualTo("stations");
    assertThat(stations.path("value").asDouble()).isEqualTo(72.759226);
    assertThat(stations.path("target").asInt()).isEqualTo(70);
    assertThat(stations.path("targetExclusive").asBoolean()).isTrue();
    assertThat(stations.path("status").asText()).isEqualTo("OK");
    assertThat(sli(json, "networks-reporting").path("key").get(0).asText()).isEqualTo("network");
  }

  @Test
  void everyFigureOfThreeMonthsOfFlightsIsThatOfARecount() throws IOException {
    JsonNode json = demo("--dataset flights");

    assertCameOut(json, 20_000, 19_977, 23, "delay.maximum");
    assertThat(slis(json)).isEqualTo(FeedRecount.flights());
  }

  @ParameterizedTest
  @CsvSource({"'', schema.missingField", "--variant nullable, order_value.required"})
  void aRenameAt0247LeavesTheOrdersStaleFiftyMinutesLater(String variant, String rule) {
    JsonNode json = demo(("--dataset orders " + variant).strip());

    assertCameOut(json, 10_000, 5_000, 5_000, rule);
    assertThat(slis(json))
        .containsEntry("adherence", List.of(5_000L, 10_000L))
        .containsEntry("freshness", List.of(0L, 1L));
    assertThat(sli(json, "freshness").path("status").asText()).isEqualTo("BREACHED");
  }

  @ParameterizedTest
  @CsvSource({
    "SENSORS, value-complete, value, measured_at",
    "VESSELS, name-complete, name, positioned_at",
    "TRANSACTIONS, region-complete, region, transaction_time"
  })
  void whatMadeUpProducersLackIsCounted(
      Dataset dataset, String promise, String field, String eventTime) {
    JsonNode json = demo("--dataset " + dataset.word());

    assertThat(slis(json))
        .containsEntry(
            "adherence", List.of(json.path("product").asLong(), json.path("consumed").asLong()))
        .containsEntry("availability", List.of(1L, 1L))
        .containsEntry(promise, present(dataset, field, eventTime));
  }

  /** Of the records that are not from the future, how many have a field. */
  private static List<Long> present(Dataset dataset, String field, String eventTime) {
    long last = dataset.judgedAt().plus(Duration.ofMinutes(5)).toEpochMilli();
    try (Stream<SampleRecord> records = dataset.records()) {
      List<GenericRecord> past =
          records
              .map(SampleRecord::value)
              .filter(value -> (long) value.get(eventTime) <= last)
              .toList();
      return List.of(
          past.stream().filter(value -> value.get(field) != null).count(), (long) past.size());
    }
  }

  @Test
  void ofTheWells1198HaveReportedTheMonthByTheEnd() {
    JsonNode json = demo("--dataset wells");

    assertThat(slis(json))
        .containsEntry(
            "adherence", List.of(json.path("product").asLong(), json.path("consumed").asLong()))
        .containsEntry("active-wells", List.of(1_198L, 1_200L));
    assertThat(sli(json, "active-wells").path("status").asText()).isEqualTo("OK");
  }
}
