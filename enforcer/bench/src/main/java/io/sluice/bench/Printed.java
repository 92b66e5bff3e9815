package io.sluice.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The options by which a benchmark prints for people or for programs. The JSON line comes last
 * either way; its keys are stable, and documented in docs/command-line.md.
 */
final class Printed {

  /** How a benchmark prints. */
  enum Format {
    text,
    json
  }

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "text: a table and a JSON line, json: that line alone; default ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  /** Prints a result. */
  void print(PrintWriter out, String table, Map<String, ?> line) {
    if (!json && format == Format.text) {
      out.println(table);
    }
    try {
      out.println(MAPPER.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    out.flush();
  }

  /** A figure to so many decimal places: more would say more than was measured. */
  static double rounded(double figure, int places) {
    double scale = Math.pow(10, places);
    return Math.round(figure * scale) / scale;
  }
}
