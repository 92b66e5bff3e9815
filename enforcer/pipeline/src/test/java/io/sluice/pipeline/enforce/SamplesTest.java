package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private Instant now = Instant.parse("2026-11-21T06:00:00Z");
  private final Samples samples = new Samples(2, () -> now);

  private static List<Violation> breaking(String... rules) {
    return Stream.of(rules).map(rule -> new Violation(ViolationClass.RULE, rule, "", "")).toList();
  }

  private long taken(int records, String... rules) {
    return IntStream.range(0, records).filter(i -> samples.take(breaking(rules))).count();
  }

  @Test
  void ofEachRuleTheFirstOfAMinuteAreTaken() {
    assertThat(taken(100, "a")).isEqualTo(2);
    assertThat(taken(100, "b")).isEqualTo(2);

    now = now.plusSeconds(59);
    assertThat(taken(100, "a")).isZero();

    now = now.plusSeconds(1);
    assertThat(taken(100, "a")).isEqualTo(2);
  }

  @Test
  void aRuleThatSeldomBreaksIsShownBesideOneThatBreaksAllTheTime() {
    assertThat(taken(100, "often")).isEqualTo(2);

    assertThat(taken(1, "often", "seldom")).isEqualTo(1);
  }

  @Test
  void aRecordIsASampleOfEveryRuleThatItBreaks() {
    assertThat(taken(100, "a", "b", "b", "a")).isEqualTo(2);

    assertThat(taken(100, "a")).isZero();
    assertThat(taken(100, "b")).isZero();
  }

  @Test
  void aClockThatIsPutBackDoesNotEndTheSampling() {
    assertThat(taken(100, "a")).isEqualTo(2);

    now = now.minusSeconds(3600);
    assertThat(taken(100, "a")).isEqualTo(2);
  }

  @Test
  void noneIsTakenWhereNoneIsWanted() {
    assertThat(new Samples(0, () -> now).take(breaking("a"))).isFalse();
  }
}
