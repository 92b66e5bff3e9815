package io.sluice.cli.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.testing.ServiceProcess;
import io.sluice.pipeline.measure.SliFormat;
import io.sluice.sandbox.TopicRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What services tell of the promises of {@link Tickets}: one of them, by REST and by meters. */
final class Measures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int PREFIX = 5;

  private final String bootstrapServers;
  private final String contract;
  private final List<ServiceProcess> services;

  Measures(String bootstrapServers, String contract, ServiceProcess... services) {
    this.bootstrapServers = bootstrapServers;
    this.contract = contract;
    this.services = List.of(services);
  }

  /**
   * Checks that one service alone measures these figures, and that its meters and the newest
   * results in the SLI topic say the same.
   */
  void assertTold(Map<String, String> expected) throws IOException, InterruptedException {
    int tellers = 0;
    for (ServiceProcess service : services) {
      JsonNode told =
          JSON.readTree(service.get("/api/v1/contracts/" + contract + "/slis?history=true"));
      List<String> meters =
          service
              .get("/prometheus")
              .lines()
              .filter(line -> line.startsWith("sluice_sli_"))
              .filter(line -> line.contains("\"" + contract + "\""))
              .toList();
      assertThat(told.path("measuredHere").asBoolean()).isEqualTo(!meters.isEmpty());
      if (!meters.isEmpty()) {
        tellers++;
        assertThat(figures(told)).isEqualTo(expected);
        assertThat(told.path("overlaps").asLong()).isZero();
        assertThat(told.path("gaps").asLong()).isZero();
        for (String indicator : List.of("adherence", "latency", "once", "priced")) {
          assertThat(
                  meter(meters, "sluice_sli_good_total", indicator)
                      + " of "
                      + meter(meters, "sluice_sli_events_total", indicator))
              .isEqualTo(expected.get(indicator));
        }
      }
    }
    assertThat(tellers).isEqualTo(1);
    assertThat(results()).isEqualTo(expected);
  }

  /** The newest results in the SLI topic, likewise. */
  private Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicRecords.committed(bootstrapServers, "sli.%s.v1".formatted(contract))) {
      GenericRecord result = result(record.value());
      String id = result.get("indicator").toString();
      String figure = result.get("good") + " of " + result.get("total");
      if (result.get("scope").toString().equals("PERIOD")) {
        Instant start = Instant.ofEpochMilli((long) result.get("start"));
        results.put(id + " " + start.toString().substring(0, 10), figure);
      } else if (!List.of("rows", "seen").contains(id)) {
        results.put(id, figure);
      }
    }
    return results;
  }

  private static GenericRecord result(byte[] value) {
    try {
      return new GenericDatumReader<GenericRecord>(SliFormat.SCHEMA)
          .read(
              null, DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Of indicators whose periods are judged, each period that has something; of others the window.
   */
  private static Map<String, String> figures(JsonNode told) {
    Map<String, String> figures = new TreeMap<>();
    for (JsonNode sli : told.path("slis")) {
      String id = sli.path("id").asText();
      if (!sli.has("period")) {
        figures.put(id, figure(sli));
      } else {
        for (JsonNode period : sli.path("history")) {
          if (period.path("good").asLong() > 0) {
            figures.put(id + " " + period.path("start").asText().substring(0, 10), figure(period));
          }
        }
      }
    }
    return figures;
  }

  private static String figure(JsonNode counts) {
    return counts.path("good").asLong() + " of " + counts.path("total").asLong();
  }

  private static long meter(List<String> meters, String name, String indicator) {
    return meters.stream()
        .filter(line -> line.startsWith(name + "{") && line.contains("\"" + indicator + "\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
