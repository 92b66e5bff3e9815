package io.sluice.bench.validate;

import io.sluice.bench.subject.Case;
import io.sluice.bench.subject.Subject;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.sli.SliTally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
     * How many records are counted between two commits: as few as the table of keys holds, or as
     * many as a stream thread judges within 100 ms at 250,000 a second.
     */
    @Param({"512", "25000"})
    public int recordsACommit;

    private static final long JUDGED = Instant.parse("2026-03-14T12:10:00Z").toEpochMilli();

    private final Walk walk = new Walk();
    private byte[][] records;
    private int[] orders;
    private int[] customers;
    private Plan plan;
    private Observation observation;
    private SliTally tally;
    private final byte[] round = "0000".getBytes(StandardCharsets.US_ASCII);
    private int next;
    private int counted;

    @Setup
    public void load() {
      Subject subject = Case.measuredOrder();
      CompiledContract contract = subject.file().compile();
      records = subject.encoded();
      orders = after("ord-");
      customers = after("cus-");
      plan = contract.planFor(subject.schema());
      observation = new Observation(contract.observables());
      tally = new SliTally(contract.promises());
      subject.verify(
          record -> judge(record).equals(Verdict.COMPLIANT) && observe(),
          (rule, record) -> judge(record).isViolating());
    }

    private int[] after(String prefix) {
      return Stream.of(records)
          .map(record -> new String(record, StandardCharsets.ISO_8859_1))
          .mapToInt(record -> record.indexOf(prefix) + prefix.length())
          .toArray();
    }

    /** Each order has a number of its own, and a customer, as in a stream of many. */
    byte[] next() {
      next++;
      if (next == records.length) {
        next = 0;
        nextRound();
      }
      byte[] record = records[next];
      System.arraycopy(round, 0, record, orders[next], round.length);
      System.arraycopy(round, 0, record, customers[next], round.length);
      return record;
    }

    private void nextRound() {
      for (int i = round.length - 1; i >= 0 && ++round[i] > '9'; i--) {
        round[i] = '0';
      }
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
