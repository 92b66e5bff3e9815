package io.sluice.pipeline.recount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The records of a file under {@code data/}. */
final class ShippedFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ShippedFile() {}

  static List<JsonNode> read(String name) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                ShippedFile.class.getClassLoader().getResourceAsStream("data/" + name), name);
        var lines = JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
      lines.forEachRemaining(records::add);
    }
    return records;
  }
}
