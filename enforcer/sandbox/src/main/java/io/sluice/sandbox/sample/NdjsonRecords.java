package io.sluice.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Reads the shipped data: flat JSON objects whose fields are those of a schema. */
final class NdjsonRecords {

  private static final ObjectReader JSON = new ObjectMapper().reader();

  private NdjsonRecords() {}

  /**
   * Reads a file line by line.
   *
   * @param key the field that is the record's key
   * @param timestamp the field that is the record's timestamp
   */
  static Stream<SampleRecord> read(String file, Schema schema, String key, String timestamp) {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    NdjsonRecords.class.getClassLoader().getResourceAsStream("data/" + file), file),
                StandardCharsets.UTF_8));
    return lines
        .lines()
        .map(line -> record(line, schema, key, timestamp))
        .onClose(() -> close(lines));
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SampleRecord record(String line, Schema schema, String key, String timestamp) {
    try {
      JsonNode json = JSON.readTree(line);
      GenericData.Record record = new GenericData.Record(schema);
      for (Schema.Field field : schema.getFields()) {
        record.put(field.pos(), value(json.get(field.name()), field.schema()));
      }
      return new SampleRecord(
          json.get(key).asText(), Instant.ofEpochMilli((long) record.get(timestamp)), record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object value(@Nullable JsonNode node, Schema schema) {
    if (node == null || node.isNull()) {
      return null;
    }
    return switch (schema.getType()) {
      case UNION -> value(node, schema.getTypes().getLast());
      case STRING -> node.textValue();
      case INT -> node.intValue();
      case LONG ->
          node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : node.longValue();
      case DOUBLE -> node.doubleValue();
      default -> throw new IllegalArgumentException("the shipped data has no " + schema.getType());
    };
  }
}
