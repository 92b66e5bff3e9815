package io.sluice.bench.validate;

import io.sluice.bench.subject.Case;
import io.sluice.bench.subject.Subject;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.sli.SliTally;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an order costs whose contract promises something of every kind: judged, observed as well,
 * and counted by indicator as well. What is counted is dropped as often as a busy task commits.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets states up
public class MeasureBenchmark {

  @Benchmark
  public Verdict judged(Orders orders) {
    return orders.judge(orders.next());
  }

  @Benchmark
  public boolean observed(Orders orders) {
    orders.judge(orders.next());
    return orders.observe();
  }

  @Benchmark
  public boolean counted(Orders orders) {
    orders.judge(orders.next());
    return orders.observe() && orders.count();
  }

  /** Orders, and what is made of them. */
  @State(Scope.Thread)
  public static class Orders {

    /**
     * How many records are counted between two commits: each with a key of its own, or as many as a
     * stream thread judges within 100 ms at 250,000 a second, whose keys repeat.
     */
    @Param({"512", "25000"})
    public int recordsACommit;

    private static final long JUDGED = Instant.parse("2026-03-14T12:10:00Z").toEpochMilli();

    private final Walk walk = new Walk();
    private byte[][] records;
    private Plan plan;
    private Observation observation;
    private SliTally tally;
    private int next;
    private int counted;

    @Setup
    public void load() {
      Subject orders = Case.measuredOrder();
      CompiledContract contract = orders.file().compile();
      records = orders.encoded();
      plan = contract.planFor(orders.schema());
      observation = new Observation(contract.observables());
      tally = new SliTally(contract.promises());
      orders.verify(
          record -> judge(record).equals(Verdict.COMPLIANT) && observe(),
          (rule, record) -> judge(record).isViolating());
    }

    byte[] next() {
      next = next + 1 < records.length ? next + 1 : 0;
      return records[next];
    }

    Verdict judge(byte[] record) {
      return plan.judge(walk, record, 0, record.length);
    }

    boolean observe() {
      return plan.observe(walk, observation);
    }

    boolean count() {
      tally.count(true, JUDGED, observation);
      if (++counted == recordsACommit) {
        tally.clear();
        counted = 0;
      }
      return true;
    }
  }
}
