package io.sluice.engine.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads newline-delimited JSON, where a line that is none leaves the others readable. */
final class NdjsonRecords {

  private static final ObjectReader LINE =
      JsonJudge.JSON.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private NdjsonRecords() {}

  static void read(InputStream in, RecordSink sink) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    boolean isFirst = true;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        read(isFirst ? withoutMark(line) : line, sink);
        isFirst = false;
      }
    }
  }

  /** Some editors put a byte order mark before the first line. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private static void read(String line, RecordSink sink) throws IOException {
    JsonNode node;
    try {
      node = LINE.readTree(line);
    } catch (JsonProcessingException e) {
      sink.brokenJson();
      return;
    }
    sink.json(node);
  }
}
