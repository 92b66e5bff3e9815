package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.subject.Case;
import io.sluice.bench.subject.CaseRule;
import io.sluice.bench.subject.Subject;
import io.sluice.engine.contract.Stamp;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.Walk;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what is said to be measured. */
class SubjectTest {

  private final Walk walk = new Walk();

  @ParameterizedTest
  @EnumSource
  void compliantRecordsComplyAndABreachOfOneRuleBreaksThatOneAlone(Case each) {
    Subject subject = each.subject();
    Plan plan = subject.file().compile().planFor(subject.schema());

    assertThat(List.of(subject.encoded())).allSatisfy(r -> assertThat(rules(plan, r)).isEmpty());
    for (CaseRule rule : subject.rules()) {
      assertThat(rules(plan, subject.breaking(rule))).containsExactly(rule.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordsDifferAndAreTheSameEachTime(Case each) {
    byte[][] records = each.subject().encoded();

    assertThat(Arrays.stream(records).map(Arrays::hashCode).distinct().count())
        .isGreaterThan(records.length * 9L / 10);
    assertThat(records).isDeepEqualTo(each.subject().encoded());
  }

  @Test
  void anOrderHasAbout190Bytes() {
    double average =
        Arrays.stream(Case.ORDER.subject().encoded())
            .mapToInt(r -> r.length)
            .average()
            .orElseThrow();

    assertThat(average).isBetween(175.0, 205.0);
  }

  @Test
  void ordersWithoutStampsAreTheSameOtherwise() {
    Subject subject = Case.measuredOrder();
    Subject unstamped = subject.unstamped();

    assertThat(unstamped.file().findings()).isEqualTo(subject.file().findings());
    assertThat(unstamped.file().compile().contract().stamps()).isEmpty();
    assertThat(subject.file().compile().contract().stamps())
        .containsExactlyInAnyOrder(Stamp.values());
    assertThat(unstamped.encoded()).isDeepEqualTo(subject.encoded());
    assertThat(unstamped.rules()).isEqualTo(subject.rules());
  }

  private List<String> rules(Plan plan, byte[] record) {
    Verdict verdict = plan.judge(walk, record, 0, record.length);
    return verdict.violations().stream().map(Violation::rule).distinct().toList();
  }
}
