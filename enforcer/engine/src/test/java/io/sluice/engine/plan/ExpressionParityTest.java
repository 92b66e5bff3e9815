package io.sluice.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.testing.RandomExpressions;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.testing.RandomSchemas;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Limits;
import io.sluice.engine.walk.Walk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two ways to run an expression, one truth: random rules over records of random types, whole and
 * damaged, are judged compiled and by cel-java, and must give the same verdicts.
 */
class ExpressionParityTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T13:00:00.007Z"));
  private static final int RULES = 4;
  private static final int RECORDS = 50;

  private long judged;
  private long broken;
  private long compiledRules;
  private long rules;

  @Test
  void bothWaysGiveTheSameVerdicts() {
    judge(10_000);
  }

  @Test
  @Tag("full")
  void bothWaysGiveTheSameVerdictsOnManyRecords() {
    judge(200_000);
  }

  private void judge(int count) {
    for (int seed = 0; judged < count; seed++) {
      Random random = new Random(seed);
      judge(random, new RandomSchemas(random).next(), seed);
    }
    System.out.printf(
        "%,d records judged both ways, %,d of them violating; %,d of %,d rules compiled%n",
        judged, broken, compiledRules, rules);
    // A generator that runs dry, or a compiler that gives up, would find nothing to tell apart.
    assertThat(broken).isBetween(judged / 10, judged);
    assertThat(compiledRules).isGreaterThan(rules / 3);
  }

  private void judge(Random random, Schema schema, int seed) {
    RandomExpressions expressions = new RandomExpressions(random, schema);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      texts.add(expressions.rule());
    }
    Contract contract = Contracts.holding(texts.toArray(String[]::new));
    CompiledContract compiled = CompiledContract.of(contract, schema, Expressions.compiling());
    Plan one = compiled.planFor(schema);
    Plan other = CompiledContract.of(contract, schema, Expressions.interpreting()).planFor(schema);
    rules += RULES;
    compiledRules +=
        compiled.explain().stream()
            .filter(rule -> rule.run() == ExplainedRule.Run.COMPILED)
            .count();
    RandomRecords records = new RandomRecords(random);
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = Avro.bytes(records.next(schema), schema);
      if (i % 2 == 1 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      Verdict verdict = judge(one, bytes);
      assertThat(judge(other, bytes))
          .as(() -> "seed " + seed + ", schema " + schema + ", rules " + texts)
          .isEqualTo(verdict);
      judged++;
      broken += verdict.isViolating() ? 1 : 0;
    }
  }

  private static Verdict judge(Plan plan, byte[] bytes) {
    return plan.judge(new Walk(Limits.DEFAULT, CLOCK), bytes, 0, bytes.length);
  }
}
