package io.sluice.pipeline.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.engine.contract.Major;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.sli.SliTally;
import io.sluice.pipeline.testing.Deliveries;
import io.sluice.pipeline.testing.Payments;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** Promises to judge deliveries within 90 minutes. */
  private final CompiledContract contract = Deliveries.contract("test.deliveries");

  private final Plan plan = contract.planFor(Deliveries.SCHEMA);
  private final Observation seen = new Observation(contract.observables());
  private final Walk walk = new Walk();
  private final PipelineMeters meters =
      new PipelineMeters(
          new SimpleMeterRegistry(), new Major("test.deliveries", 1), contract.promises());
  private final Ledger ledger = new Ledger(meters, source -> new SliTally(contract.promises()));
  private final Tally tally = ledger.open(Source.RAW, new TopicPartition("raw", 0));
  private long offset;

  private void judge(@Nullable Instant at, Outcome outcome) {
    byte[] bytes = Deliveries.delivery("d", "s", at == null ? null : at.toEpochMilli(), 1, null);
    plan.judge(walk, bytes, 0, bytes.length);
    assertThat(plan.observe(walk, seen)).isTrue();
    tally.count(outcome);
    tally.begin(offset++);
    tally.measure(outcome, NOON.toEpochMilli(), seen);
  }

  private LatencyHistogram histogram() {
    return meters.latency().orElseThrow();
  }

  /** Counts above zero by their upper bound in seconds. */
  private Map<Double, Long> counts() {
    Map<Double, Long> counts = new TreeMap<>();
    double[] bounds = histogram().upperBounds();
    long[] all = histogram().counts();
    for (int i = 0; i < bounds.length; i++) {
      if (all[i] > 0) {
        counts.put(bounds[i], all[i]);
      }
    }
    return counts;
  }

  @Test
  void compliantRecordsStandBelowTheFirstBoundThatTheyDoNotExceed() {
    judge(NOON.minusMillis(100), Outcome.COMPLIANT);
    judge(NOON.minusMillis(101), Outcome.FLAGGED);
    judge(NOON.plusSeconds(7), Outcome.COMPLIANT);
    judge(NOON.minusSeconds(86_401), Outcome.COMPLIANT);
    judge(NOON.minusSeconds(1), Outcome.VIOLATING);
    judge(null, Outcome.COMPLIANT);
    assertThat(counts()).isEmpty();

    ledger.committed();
    ledger.committed();

    assertThat(counts())
        .isEqualTo(Map.of(0.01, 1L, 0.1, 1L, 0.25, 1L, Double.POSITIVE_INFINITY, 1L));
    assertThat(histogram().sum()).isEqualTo(86_401.201);
  }

  @Test
  void whatIsPromisedIsABound() {
    judge(NOON.minusSeconds(90 * 60), Outcome.COMPLIANT);
    ledger.committed();

    assertThat(counts()).isEqualTo(Map.of(90.0 * 60, 1L));
  }

  @Test
  void recordsOfATransactionThatWasGivenUpCountNowhere() {
    judge(NOON, Outcome.COMPLIANT);
    ledger.aborted();
    ledger.committed();

    assertThat(counts()).isEmpty();
  }

  @Test
  void recordsOfADoubtfulTransactionCountOnceItIsKnownToStand() {
    judge(NOON, Outcome.COMPLIANT);
    Map<TopicPartition, OffsetAndMetadata> next =
        Map.of(new TopicPartition("raw", 0), new OffsetAndMetadata(offset));
    ledger.inDoubt(next);
    ledger.aborted();
    judge(NOON, Outcome.COMPLIANT);

    ledger.settle(next);

    assertThat(counts()).isEqualTo(Map.of(0.01, 1L));
  }

  @Test
  void contractWithoutAnEventTimeHasNone() {
    assertThat(LatencyHistogram.of(Payments.contract("test.payments", "registry").promises()))
        .isEmpty();
  }
}
