package io.sluice.engine.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.verdict.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Judges newline-delimited JSON, where a line that is none leaves the others readable. */
final class NdjsonSamples {

  private static final ObjectReader LINE =
      JsonJudge.JSON.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonJudge judge;

  NdjsonSamples(CompiledContract contract) {
    this.judge = new JsonJudge(contract);
  }

  void judge(InputStream in, Consumer<JudgedSample> each) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        number++;
        each.accept(new JudgedSample(number, judge(number == 1 ? withoutMark(line) : line)));
      }
    }
  }

  /** Some editors put a byte order mark before the first line. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private Verdict judge(String line) throws IOException {
    JsonNode node;
    try {
      node = LINE.readTree(line);
    } catch (JsonProcessingException e) {
      return JsonJudge.NOT_AN_OBJECT;
    }
    return judge.judge(node);
  }
}
