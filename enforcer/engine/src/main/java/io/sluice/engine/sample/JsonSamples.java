package io.sluice.engine.sample;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.plan.CompiledContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the objects of a JSON array, or those that stand one after the other, one at a time. What
 * follows a place that is no JSON can't be told apart any more.
 */
final class JsonSamples {

  private final JsonJudge judge;

  JsonSamples(CompiledContract contract) {
    this.judge = new JsonJudge(contract);
  }

  void judge(InputStream in, Consumer<JudgedSample> each) throws IOException {
    long number = 0;
    try (JsonParser parser = JsonJudge.JSON.createParser(in)) {
      @Nullable JsonToken token = parser.nextToken();
      boolean isArray = token == JsonToken.START_ARRAY;
      if (isArray) {
        token = parser.nextToken();
      }
      while (token != null && !(isArray && token == JsonToken.END_ARRAY)) {
        JsonNode node = parser.readValueAsTree();
        number++;
        each.accept(new JudgedSample(number, judge.judge(node)));
        token = parser.nextToken();
      }
      if (isArray && (token == null || parser.nextToken() != null)) {
        // An array that breaks off, or with something behind it.
        each.accept(new JudgedSample(number + 1, JsonJudge.NOT_AN_OBJECT));
      }
    } catch (JsonProcessingException e) {
      each.accept(new JudgedSample(number + 1, JsonJudge.NOT_AN_OBJECT));
    }
  }
}
