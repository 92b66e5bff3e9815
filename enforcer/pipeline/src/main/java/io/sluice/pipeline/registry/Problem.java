package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.StringJoiner;

/**
 * What the registry says went wrong.
 *
 * @param name the kind of problem, such as {@code RuleViolationException}; empty where the answer
 *     is not in the registry's own form
 * @param text for people, short; empty likewise
 */
record Problem(String name, String text) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LENGTH = 300;

  /** Reads the body of an answer. One that is not the registry's (a proxy's page) is left out. */
  static Problem of(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return new Problem(json.path("name").asText(), shortened(text(json)));
    } catch (IOException e) {
      return new Problem("", "");
    }
  }

  private static String text(JsonNode json) {
    JsonNode causes = json.path("causes");
    if (causes.isEmpty()) {
      return json.path("title").asText();
    }
    StringJoiner text = new StringJoiner("; ");
    for (JsonNode cause : causes) {
      text.add(cause.path("description").asText() + " at " + cause.path("context").asText());
    }
    return text.toString();
  }

  /** A text of others in one line, and not longer than a log line bears. */
  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
  }
}
