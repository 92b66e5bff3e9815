package io.sluice.engine.cel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.sluice.engine.testing.Allocation;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static boolean contains(String text, String part) {
    byte[] bytes = ("#" + text + part).getBytes(ISO_8859_1);
    byte[] sought = ("##" + part).getBytes(ISO_8859_1);
    return Search.contains(bytes, 1, text.length(), sought, 2, part.length());
  }

  /** Of letters whose bytes are of either sign. */
  private static String random(Random random, int length, int letters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (0x7f + random.nextInt(letters)));
    }
    return text.toString();
  }

  @Test
  void whatIsFoundIsWhatTheJdkFinds() {
    Random random = new Random(1);
    int found = 0;
    for (int i = 0; i < 300_000; i++) {
      int letters = 1 + random.nextInt(3);
      String root = random(random, 1 + random.nextInt(6), letters);
      String text =
          (random.nextBoolean() ? root.repeat(8) : "")
              + random(random, random.nextInt(40), letters);
      String part =
          (random.nextBoolean() ? root.repeat(random.nextInt(5)) : "")
              + random(random, random.nextInt(14), letters);
      if (random.nextInt(4) == 0 && text.length() > 20) {
        part = text.substring(random.nextInt(5), text.length() - random.nextInt(6));
      }
      boolean expected = text.contains(part);
      found += expected ? 1 : 0;
      assertThat(contains(text, part)).isEqualTo(expected);
      assertThat(Search.contains(text, part)).isEqualTo(expected);
    }
    assertThat(found).isBetween(50_000, 250_000);
  }

  /** To compare at every place takes 256 times as long for sixteen times the length. */
  @Test
  void whatTakesLongestElsewhereTakesNoLongerThanTheLengthsDemand() {
    for (String shape : new String[] {"%sb", "b%s", "%1$sb%1$s"}) {
      long once = least(shape, 50_000);
      long sixteenTimes = least(shape, 800_000);

      assertThat(sixteenTimes).as(shape).isLessThan(80 * Math.max(once, 50_000));
    }
  }

  /** The shortest of some runs over a text of one letter, in nanoseconds. */
  private static long least(String shape, int length) {
    byte[] text = "a".repeat(length).getBytes(ISO_8859_1);
    byte[] part = shape.formatted("a".repeat(length / 4)).getBytes(ISO_8859_1);
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long began = System.nanoTime();
      assertThat(Search.contains(text, 0, length, part, 0, part.length)).isFalse();
      least = Math.min(least, System.nanoTime() - began);
    }
    return least;
  }

  @Test
  void rulesThatCelJavaRunsSearchSoToo() throws Exception {
    Environment environment = new Environment(Subject.VALUE, Schema.create(Schema.Type.STRING));
    CelRuntime.Program rule =
        environment.program(
            environment.check("(value + value + value + value).contains(value + 'b')"));
    long once = least(rule, Map.of("value", "a".repeat(12_500)));
    long sixteenTimes = least(rule, Map.of("value", "a".repeat(200_000)));

    assertThat(sixteenTimes).isLessThan(80 * Math.max(once, 50_000));
  }

  private static long least(CelRuntime.Program rule, Map<String, String> variables)
      throws CelEvaluationException {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long began = System.nanoTime();
      assertThat(rule.eval(variables)).isEqualTo(false);
      least = Math.min(least, System.nanoTime() - began);
    }
    return least;
  }

  @Test
  void nothingIsAllocated() {
    byte[] text = "a".repeat(1_000).getBytes(ISO_8859_1);
    byte[] part = ("a".repeat(20) + "b").getBytes(ISO_8859_1);

    assertThat(Allocation.ofEach(10_000, () -> Search.contains(text, 0, 1_000, part, 0, 21)))
        .isLessThan(1);
  }
}
