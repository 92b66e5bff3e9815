package io.sluice.pipeline.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.engine.contract.Major;
import io.sluice.engine.sli.Promises;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import io.sluice.pipeline.delta.Delta;
import io.sluice.pipeline.sli.SliTally;
import io.sluice.pipeline.testing.Payments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final TopicPartition ZERO = new TopicPartition("raw", 0);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Promises promises = Payments.contract("test.payments", "registry").promises();
  private final Ledger ledger =
      new Ledger(
          new PipelineMeters(registry, new Major("c", 1), promises),
          source -> new SliTally(promises));

  private double compliant() {
    return registry.get(PipelineMeters.RECORDS).tag("outcome", "compliant").counter().count();
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
    return Map.of(ZERO, new OffsetAndMetadata(offset));
  }

  @Test
  void countsShowWhenTheirTransactionHasCommitted() {
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    tally.count(Outcome.COMPLIANT);
    assertThat(compliant()).isZero();

    ledger.committed();
    ledger.committed();

    assertThat(compliant()).isEqualTo(1);
  }

  @Test
  void countsOfAnAbortedTransactionAreForgotten() {
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    tally.count(Outcome.COMPLIANT);

    ledger.aborted();
    ledger.committed();

    assertThat(compliant()).isZero();
  }

  @Test
  void countsOfATaskThatEndsWithoutACommitAreForgotten() {
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    Tally other = ledger.open(Source.RAW, new TopicPartition("raw", 1));
    tally.count(Outcome.COMPLIANT);
    other.count(Outcome.COMPLIANT);

    ledger.close(tally);
    ledger.committed();

    assertThat(compliant()).isEqualTo(1);
  }

  @Test
  void anotherThreadsCommitShowsNothingOfThisOnes() throws InterruptedException {
    ledger.open(Source.RAW, new TopicPartition("raw", 0)).count(Outcome.COMPLIANT);

    Thread other = new Thread(ledger::committed);
    other.start();
    other.join();

    assertThat(compliant()).isZero();
  }

  @Test
  void aDoubtfulTransactionCountsWhereItsVeryOffsetStandsCommitted() {
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    tally.count(Outcome.COMPLIANT);
    ledger.inDoubt(at(10));
    ledger.aborted();
    ledger.close(tally);

    ledger.settle(at(10));
    ledger.settle(at(10));

    assertThat(compliant()).isEqualTo(1);
  }

  @Test
  void aDoubtfulTransactionThatDidNotCommitCountsNothing() {
    ledger.open(Source.RAW, new TopicPartition("raw", 0)).count(Outcome.COMPLIANT);
    ledger.inDoubt(at(10));

    ledger.settle(at(5));
    ledger.settle(at(10));

    assertThat(compliant()).isZero();
  }

  private List<Delta> deltas(long next) {
    return ledger.deltas(at(next), LedgerTest::coverage);
  }

  private List<Delta> counted() {
    List<Delta> counted = carried();
    ledger.handOver();
    return counted;
  }

  /** What a transaction carries that begins now. */
  private List<Delta> carried() {
    List<Delta> carried = new ArrayList<>();
    ledger.begun(tally -> tally.counted(LedgerTest::coverage).ifPresent(carried::add));
    return carried;
  }

  private static Delta.Coverage coverage(
      Source source, TopicPartition partition, long from, long to) {
    return new Delta.Coverage(
        "c", "1.0.0", "a", false, false, "raw", "id", partition.partition(), from, to, 0, 1);
  }

  private static String range(Delta delta) {
    return delta.coverage().from() + "-" + delta.coverage().to() + " " + delta.outcomes();
  }

  private static void judge(Tally tally, long offset) {
    tally.count(Outcome.COMPLIANT);
    tally.begin(offset);
    tally.measure(Outcome.COMPLIANT, 1_000, null);
    tally.end(offset + 1);
  }

  /** A tally of the raw partition that is settled at 100, and which has counted so many since. */
  private Tally counting(int records) {
    ledger.settle(at(100));
    Tally tally = ledger.open(Source.RAW, ZERO);
    for (int i = 0; i < records; i++) {
      judge(tally, 100 + i);
    }
    return tally;
  }

  @Test
  void whatIsHandedOverBeforeTheOffsetsAreKnownIsNotHandedOverAgain() {
    Tally tally = counting(2);
    assertThat(counted()).extracting(LedgerTest::range).containsExactly("100-102 {compliant=2}");
    assertThat(counted()).isEmpty();
    assertThat(deltas(102)).isEmpty();
    ledger.committed();

    assertThat(compliant()).isEqualTo(2);
    assertThat(counted()).isEmpty();
    judge(tally, 102);
    assertThat(counted()).extracting(LedgerTest::range).containsExactly("102-103 {compliant=1}");
  }

  @Test
  void offsetsBehindTheLastRecordAreHandedOverWithNothingElse() {
    counting(1);
    counted();

    assertThat(deltas(102)).extracting(LedgerTest::range).containsExactly("101-102 {}");
    assertThat(counted()).isEmpty();
    ledger.committed();
    assertThat(deltas(103)).extracting(LedgerTest::range).containsExactly("102-103 {}");
  }

  @Test
  void whatIsCountedMeanwhileIsHandedOverWithTheOffsets() {
    Tally tally = counting(1);
    counted();
    judge(tally, 101);

    assertThat(deltas(102)).extracting(LedgerTest::range).containsExactly("101-102 {compliant=1}");
    ledger.committed();
    assertThat(compliant()).isEqualTo(2);
  }

  @Test
  void whatWasHandedOverWithAnAbortedTransactionIsHandedOverAnew() {
    Tally tally = counting(1);
    counted();
    ledger.aborted();
    judge(tally, 100);

    assertThat(counted()).extracting(LedgerTest::range).containsExactly("100-101 {compliant=1}");
  }

  @Test
  void offsetsBeforeWhatWasHandedOverAreNotCommitted() {
    counting(2);
    counted();

    assertThatThrownBy(() -> deltas(101)).hasMessageContaining("up to offset 102");
  }

  @Test
  void recordsThatWereHandedOverAreNotCommittedWithoutTheirOffset() {
    judge(ledger.open(Source.RAW, new TopicPartition("raw", 1)), 5);
    counted();

    assertThatThrownBy(() -> deltas(3)).hasMessageContaining("partition raw-1");
  }

  @Test
  void eachTransactionHandsOverWhatFollowsTheOneBefore() {
    ledger.settle(at(100));
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    judge(tally, 103);
    assertThat(deltas(104)).extracting(LedgerTest::range).containsExactly("100-104 {compliant=1}");
    ledger.committed();

    judge(tally, 104);
    judge(tally, 105);
    assertThat(deltas(106)).extracting(LedgerTest::range).containsExactly("104-106 {compliant=2}");
    ledger.committed();

    assertThat(deltas(106)).isEmpty();
    assertThat(deltas(107)).extracting(LedgerTest::range).containsExactly("106-107 {}");
  }

  @Test
  void aTaskWhoseGroupHasReadNothingBeginsAtItsFirstRecord() {
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    assertThat(deltas(5)).isEmpty();
    judge(tally, 7);

    assertThat(deltas(8)).extracting(LedgerTest::range).containsExactly("7-8 {compliant=1}");
  }

  @Test
  void aTaskAfterAnAbortedTransactionBeginsWhereTheCommittedOffsetIs() {
    ledger.settle(at(100));
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    judge(tally, 100);
    assertThat(deltas(101)).hasSize(1);
    ledger.aborted();
    ledger.close(tally);

    ledger.settle(at(100));
    Tally next = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    judge(next, 100);
    judge(next, 101);

    assertThat(deltas(102)).extracting(LedgerTest::range).containsExactly("100-102 {compliant=2}");
  }

  @Test
  void recordsAreNotCommittedWithoutTheirOffset() {
    judge(ledger.open(Source.RAW, new TopicPartition("raw", 1)), 5);

    assertThatThrownBy(() -> deltas(3)).hasMessageContaining("partition raw-1");
  }

  @Test
  void prometheusPrintsTheDocumentedNames() throws Exception {
    PipelineMeters meters = new PipelineMeters(registry, new Major("c", 1), promises);
    Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
    tally.count(Outcome.VIOLATING);
    tally.countViolation(new Violation(ViolationClass.RULE, "amount.minimum", "amount", "m"));
    tally.countWarning(new Violation(ViolationClass.RULE, "note.known", "note", "m"));
    ledger.committed();

    try (AutoCloseable gauge = meters.state(3, state -> state)) {
      assertThat(gauge).isNotNull();
      assertThat(registry.scrape().lines())
          .contains(
              "sluice_records_total{contract=\"c\",major=\"1\",outcome=\"violating\"} 1.0",
              "sluice_records_total{contract=\"c\",major=\"1\",outcome=\"other_type\"} 0.0",
              "sluice_violations_total{class=\"RULE\",contract=\"c\",major=\"1\",rule=\"amount.minimum\"} 1.0",
              "sluice_warnings_total{contract=\"c\",major=\"1\",rule=\"note.known\"} 1.0",
              "sluice_pipeline_state{contract=\"c\",major=\"1\"} 3.0");
    }
    assertThat(registry.scrape()).doesNotContain("sluice_pipeline_state");
  }

  @Test
  void whatIsCountedIsHandedOverWhileATransactionCarriesIt() {
    Tally tally = counting(1);
    ledger.handOver();

    List<Delta> carried = carried();
    ledger.handOver();
    judge(tally, 101);
    ledger.handOver();
    ledger.committed();
    judge(tally, 102);
    ledger.handOver();

    assertThat(carried)
        .extracting(LedgerTest::range)
        .containsExactly("100-101 {compliant=1}", "101-102 {compliant=1}");
    assertThat(compliant()).isEqualTo(2);
  }

  @Test
  void oneTasksCountsAreHandedOverWithoutThoseOfOthers() {
    Tally full = counting(1);
    judge(ledger.open(Source.RAW, new TopicPartition("raw", 1)), 5);
    List<Delta> carried = carried();

    ledger.handOver(full);

    assertThat(carried).extracting(LedgerTest::range).containsExactly("100-101 {compliant=1}");
  }

  @Test
  void noTransactionCarriesWhatIsCountedAfterItWasGivenUpOrIsInDoubt() {
    Tally tally = counting(0);
    List<Delta> givenUp = carried();
    ledger.aborted();
    judge(tally, 100);
    ledger.handOver();
    List<Delta> doubtful = carried();
    ledger.inDoubt(at(101));
    judge(tally, 101);
    ledger.handOver();

    assertThat(givenUp).isEmpty();
    assertThat(doubtful).isEmpty();
  }
}
