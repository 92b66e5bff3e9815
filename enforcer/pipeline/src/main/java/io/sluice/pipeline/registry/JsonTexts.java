package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Compares texts as JSON: white space and the order of keys aside. */
final class JsonTexts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonTexts() {}

  static boolean areSame(String left, String right) {
    try {
      return JSON.readTree(left).equals(JSON.readTree(right));
    } catch (IOException e) {
      return false;
    }
  }
}
