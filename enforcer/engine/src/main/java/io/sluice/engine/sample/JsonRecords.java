package io.sluice.engine.sample;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a JSON array, or those that stand one after the other, one at a time. What
 * follows a place that is no JSON can't be told apart any more.
 */
final class JsonRecords {

  private JsonRecords() {}

  static void read(InputStream in, RecordSink sink) throws IOException {
    try (JsonParser parser = JsonJudge.JSON.createParser(in)) {
      @Nullable JsonToken token = parser.nextToken();
      boolean isArray = token == JsonToken.START_ARRAY;
      if (isArray) {
        token = parser.nextToken();
      }
      while (token != null && !(isArray && token == JsonToken.END_ARRAY)) {
        JsonNode node = parser.readValueAsTree();
        sink.json(node);
        token = parser.nextToken();
      }
      if (isArray && (token == null || parser.nextToken() != null)) {
        // An array that breaks off, or with something behind it.
        sink.brokenJson();
      }
    } catch (JsonProcessingException e) {
      sink.brokenJson();
    }
  }
}
