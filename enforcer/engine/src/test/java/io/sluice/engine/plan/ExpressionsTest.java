package io.sluice.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.cel.Expressions;
import io.sluice.engine.testing.Allocation;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.testing.Everything;
import io.sluice.engine.testing.Repository;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Limits;
import io.sluice.engine.walk.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden cases of expressions: each line of {@code cel/expressions.txt} is judged on a full and on
 * a bare record, compiled and by cel-java; {@code cel/outcomes.txt} says what comes of it.
 */
class ExpressionsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T13:00:00Z"));

  private static final String DIFFERS = "DIFFERS: ";

  /** A decimal of so many digits is compared as a BigDecimal, which takes memory. */
  private static final String BEYOND_64_BITS = "1.4999999999999999999999999";

  @Test
  void everyExpressionGivesWhatIsWrittenDownByBothWaysToRunIt() throws IOException {
    List<String> outcomes =
        Repository.resource("cel/expressions.txt").lines().map(ExpressionsTest::outcome).toList();

    assertThat(outcomes).noneMatch(outcome -> outcome.contains(DIFFERS));
    if (Boolean.getBoolean("golden.update")) {
      Files.write(Path.of("src/test/resources/cel/outcomes.txt"), outcomes);
    }
    assertThat(outcomes)
        .containsExactlyElementsOf(Repository.resource("cel/outcomes.txt").lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          message.count +                  | mismatched input
          message.nothing == 1             | undefined field 'nothing'
          message.count == 'a'             | no matching overload for '_==_'
          message.count == 5.0             | write 1.0 for a double
          message.price == 19              | write decimal(7) for a decimal
          message.maybeTags == null        | has(…) tells
          message.count + 1                | it gives int; a rule gives a bool
          value > 3                        | a rule of an object has message
          message.name.matches('(')        | RE2 can't run its pattern: missing closing )
          message.name.matches('(?i)[é-€]') | RE2 can't run its pattern: it ignores the case of U+1C80
          message.name.matches(message.id) | the pattern of matches must stand in the rule as it is
          """)
  void whatIsNoRuleIsFoundBeforeAnythingStarts(String expression, String why) {
    assertThat(CompiledContract.check(Contracts.holding(expression), Everything.SCHEMA))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.message()).contains(why);
            });
  }

  @Test
  void aMessageThatIsComputedIsWarnedOf() {
    assertThat(
            CompiledContract.check(
                Contracts.holding("message.flag ? '' : 'bad: ' + message.name"), Everything.SCHEMA))
        .singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo("rule.computedMessage"));
  }

  @Test
  void whatIsCompiledAllocatesNothingForARecordThatHolds() {
    String[] holding =
        Repository.resource("cel/outcomes.txt")
            .lines()
            .filter(line -> line.contains("| full: holds |") && line.endsWith("| compiled"))
            .filter(line -> !line.contains(BEYOND_64_BITS))
            .map(line -> line.substring(0, line.indexOf(" | full:")))
            .toArray(String[]::new);
    assertThat(holding.length).isGreaterThan(80);
    Plan plan =
        CompiledContract.of(Contracts.holding(holding), Everything.SCHEMA)
            .planFor(Everything.SCHEMA);
    Walk walk = new Walk(Limits.DEFAULT, CLOCK);
    byte[] bytes = Avro.bytes(Everything.full(), Everything.SCHEMA);

    assertThat(Allocation.ofEach(10_000, () -> plan.judge(walk, bytes, 0, bytes.length)))
        .isLessThan(1);
  }

  private static String outcome(String expression) {
    CompiledContract compiled = contract(expression, Expressions.compiling());
    CompiledContract interpreted = contract(expression, Expressions.interpreting());
    String full = both(compiled, interpreted, Everything.full());
    String bare = both(compiled, interpreted, Everything.bare());
    ExplainedRule explained = compiled.explain().getFirst();
    String how = explained.why() == null ? "compiled" : "cel-java: " + explained.why();
    return "%s | full: %s | bare: %s | %s".formatted(expression, full, bare, how);
  }

  private static String both(
      CompiledContract compiled, CompiledContract interpreted, GenericData.Record record) {
    String one = judge(compiled, record);
    String other = judge(interpreted, record);
    return one.equals(other) ? one : DIFFERS + one + " compiled, " + other + " by cel-java";
  }

  private static CompiledContract contract(String expression, Expressions expressions) {
    return CompiledContract.of(Contracts.holding(expression), Everything.SCHEMA, expressions);
  }

  private static String judge(CompiledContract contract, GenericData.Record record) {
    byte[] bytes = Avro.bytes(record, Everything.SCHEMA);
    Verdict verdict =
        contract
            .planFor(Everything.SCHEMA)
            .judge(new Walk(Limits.DEFAULT, CLOCK), bytes, 0, bytes.length);
    if (verdict.equals(Verdict.COMPLIANT)) {
      return "holds";
    }
    assertThat(Avro.broken(verdict)).containsExactly("rule.0");
    String message = verdict.violations().getFirst().message();
    return message.startsWith("could not be evaluated")
        ? "failed"
        : message.startsWith("must hold: ") ? "broken" : message;
  }
}
