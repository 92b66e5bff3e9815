package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationJsonTest {

  private static Violation violation(String path, String message) {
    return new Violation(ViolationClass.RULE, "r", path, message);
  }

  private static JsonNode parsed(List<Violation> violations) throws IOException {
    byte[] json = ViolationJson.of(violations);
    assertThat(json.length).isLessThanOrEqualTo(8192);
    return new ObjectMapper().readTree(json);
  }

  @Test
  void textsAreEscaped() throws IOException {
    JsonNode json = parsed(List.of(violation("a[\"x\\\"]", "tab\tquote\"ü€")));

    assertThat(json.get(0).get("rule").asText()).isEqualTo("r");
    assertThat(json.get(0).get("path").asText()).isEqualTo("a[\"x\\\"]");
    assertThat(json.get(0).get("message").asText()).isEqualTo("tab\tquote\"ü€");
  }

  @Test
  void atMostTwentyEntriesAreListed() throws IOException {
    assertThat(parsed(Collections.nCopies(25, violation("p", "m")))).hasSize(20);
  }

  @Test
  void whatDoesNotFitIsLeftOutWhole() throws IOException {
    JsonNode json = parsed(Collections.nCopies(20, violation("p", "m".repeat(900))));

    assertThat(json).hasSize(8);
    assertThat(json.get(7).get("message").asText()).hasSize(900);
  }

  @Test
  void oneHugeViolationIsShortenedUntilItFits() throws IOException {
    JsonNode json = parsed(List.of(violation("\u0001".repeat(50_000), "😀".repeat(50_000))));

    assertThat(json).hasSize(1);
    assertThat(json.get(0).get("path").asText()).endsWith("…");
    assertThat(json.get(0).get("message").asText()).doesNotContain("\uFFFD").endsWith("😀…");
  }
}
