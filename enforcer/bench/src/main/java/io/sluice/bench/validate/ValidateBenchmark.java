package io.sluice.bench.validate;

import io.sluice.bench.subject.Case;
import io.sluice.bench.subject.Subject;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One record in the steady state, by each way of judging it; plans, readers and programs are made
 * before. Each way is verified before it is timed, in the same process and with the same records.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets states up
public class ValidateBenchmark {

  @Benchmark
  public Verdict sluice(Records records, Enforced enforced) {
    return enforced.judge(records.next());
  }

  @Benchmark
  public GenericRecord avroFast(Records records, FastDecoding decoding) {
    return decoding.decoding.decode(records.next());
  }

  @Benchmark
  public GenericRecord avroSlow(Records records, SlowDecoding decoding) {
    return decoding.decoding.decode(records.next());
  }

  @Benchmark
  public boolean decodeCel(Records records, FastDecoding decoding, Rules rules) {
    return rules.rules.allHold(decoding.decoding.decode(records.next()));
  }

  /** The records, one after the other and over again. */
  @State(Scope.Thread)
  public static class Records {

    /** Which records. */
    @Param public Case subject;

    private Subject loaded;
    private byte[][] records;
    private int next;

    @Setup
    public void load() {
      loaded = subject.subject();
      records = loaded.encoded();
    }

    byte[] next() {
      next = next + 1 < records.length ? next + 1 : 0;
      return records[next];
    }
  }

  /** The contract, compiled. */
  @State(Scope.Thread)
  public static class Enforced {

    private final Walk walk = new Walk();
    private Plan plan;

    @Setup
    public void compile(Records records) {
      plan = records.loaded.file().compile().planFor(records.loaded.schema());
      records.loaded.verify(
          record -> judge(record).equals(Verdict.COMPLIANT),
          (rule, record) ->
              judge(record).violations().stream()
                  .anyMatch(violation -> violation.rule().equals(rule.id())));
    }

    Verdict judge(byte[] record) {
      return plan.judge(walk, record, 0, record.length);
    }
  }

  /** Avro with its fast reader. */
  @State(Scope.Thread)
  public static class FastDecoding {

    private Decoding decoding;

    @Setup
    public void make(Records records) {
      decoding = new Decoding(records.loaded.schema(), true);
      decoding.verify(records.loaded);
    }
  }

  /** Avro without its fast reader. */
  @State(Scope.Thread)
  public static class SlowDecoding {

    private Decoding decoding;

    @Setup
    public void make(Records records) {
      decoding = new Decoding(records.loaded.schema(), false);
      decoding.verify(records.loaded);
    }
  }

  /** The contract's rules in cel-java. */
  @State(Scope.Thread)
  public static class Rules {

    private CelRules rules;

    @Setup
    public void compile(Records records, FastDecoding decoding) {
      Subject subject = records.loaded;
      rules = new CelRules(subject.schema(), subject.rules());
      subject.verify(
          record -> rules.allHold(decoding.decoding.decode(record)),
          (rule, record) ->
              rules.onlyFails(subject.rules().indexOf(rule), decoding.decoding.decode(record)));
    }
  }
}
