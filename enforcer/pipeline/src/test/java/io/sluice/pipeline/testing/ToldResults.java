package io.sluice.pipeline.testing;

import io.sluice.pipeline.measure.SliFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The results in an SLI topic, in the order in which they were told.
 *
 * @param results as the topic's schema has them
 */
public record ToldResults(List<GenericRecord> results) {

  private static final int PREFIX = 5;

  /** What stands in a topic by now. */
  public static ToldResults of(String topic) {
    return new ToldResults(
        KafkaTopics.read(topic).stream().map(record -> result(record.value())).toList());
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

  /** All about one indicator. */
  public List<GenericRecord> about(String indicator) {
    return results.stream()
        .filter(result -> result.get("indicator").toString().equals(indicator))
        .toList();
  }

  /** The newest result of each indicator's window and of each of its periods, a line each. */
  public List<String> newest() {
    Map<String, String> newest = new TreeMap<>();
    for (GenericRecord result : results) {
      String indicator = result.get("indicator").toString();
      if (result.get("scope").toString().equals("WINDOW")) {
        newest.put(
            indicator,
            "%s: %s of %s, %s"
                .formatted(
                    indicator, result.get("good"), result.get("total"), result.get("status")));
      } else {
        Instant start = Instant.ofEpochMilli((long) result.get("start"));
        newest.put(
            indicator + " " + start,
            "%s from %s: %s of %s, %s late, %s, %s"
                .formatted(
                    indicator,
                    start,
                    result.get("good"),
                    result.get("total"),
                    result.get("late"),
                    result.get("current"),
                    result.get("state")));
      }
    }
    return new ArrayList<>(newest.values());
  }
}
