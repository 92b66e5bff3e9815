package io.sluice.pipeline.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final TopicPartition ZERO = new TopicPartition("raw", 0);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Ledger ledger = new Ledger(new PipelineMeters(registry, "c"));

  private double compliant() {
    return registry.get(PipelineMeters.RECORDS).tag("outcome", "compliant").counter().count();
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
    return Map.of(ZERO, new OffsetAndMetadata(offset));
  }

  @Test
  void countsShowWhenTheirTransactionHasCommitted() {
    Tally tally = ledger.open(0);
    tally.count(Outcome.COMPLIANT);
    assertThat(compliant()).isZero();

    ledger.committed();
    ledger.committed();

    assertThat(compliant()).isEqualTo(1);
  }

  @Test
  void countsOfAnAbortedTransactionAreForgotten() {
    Tally tally = ledger.open(0);
    tally.count(Outcome.COMPLIANT);

    ledger.aborted();
    ledger.committed();

    assertThat(compliant()).isZero();
  }

  @Test
  void countsOfATaskThatEndsWithoutACommitAreForgotten() {
    Tally tally = ledger.open(0);
    Tally other = ledger.open(1);
    tally.count(Outcome.COMPLIANT);
    other.count(Outcome.COMPLIANT);

    ledger.close(tally);
    ledger.committed();

    assertThat(compliant()).isEqualTo(1);
  }

  @Test
  void anotherThreadsCommitShowsNothingOfThisOnes() throws InterruptedException {
    ledger.open(0).count(Outcome.COMPLIANT);

    Thread other = new Thread(ledger::committed);
    other.start();
    other.join();

    assertThat(compliant()).isZero();
  }

  @Test
  void aDoubtfulTransactionCountsWhereItsVeryOffsetStandsCommitted() {
    Tally tally = ledger.open(0);
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
    ledger.open(0).count(Outcome.COMPLIANT);
    ledger.inDoubt(at(10));

    ledger.settle(at(5));
    ledger.settle(at(10));

    assertThat(compliant()).isZero();
  }

  @Test
  void prometheusPrintsTheDocumentedNames() throws Exception {
    PipelineMeters meters = new PipelineMeters(registry, "c");
    Tally tally = ledger.open(0);
    tally.count(Outcome.VIOLATING);
    tally.countViolation(new Violation(ViolationClass.RULE, "amount.minimum", "amount", "m"));
    tally.countWarning(new Violation(ViolationClass.RULE, "note.known", "note", "m"));
    ledger.committed();

    try (AutoCloseable gauge = meters.state(3, state -> state)) {
      assertThat(gauge).isNotNull();
      assertThat(registry.scrape().lines())
          .contains(
              "sluice_records_total{contract=\"c\",outcome=\"violating\"} 1.0",
              "sluice_records_total{contract=\"c\",outcome=\"other_type\"} 0.0",
              "sluice_violations_total{class=\"RULE\",contract=\"c\",rule=\"amount.minimum\"} 1.0",
              "sluice_warnings_total{contract=\"c\",rule=\"note.known\"} 1.0",
              "sluice_pipeline_state{contract=\"c\"} 3.0");
    }
    assertThat(registry.scrape()).doesNotContain("sluice_pipeline_state");
  }
}
