package io.sluice.bench.validate;

import io.sluice.bench.subject.Case;
import io.sluice.bench.subject.Subject;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.HmacSha256;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.engine.rewrite.MissingKeyException;
import io.sluice.engine.rewrite.Rewriting;
import io.sluice.engine.rewrite.TokenKey;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an order costs of whose fields four are masked: a customer by a hash, an id in part, a total
 * by its bucket, and a coupon that is redacted. Judged alone, and written as the product has it.
 *
 * <p>The customers of these orders come again: what a customer costs who does not is the hash
 * alone; and where each has keys of their own, what it takes to make these.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets states up
public class MaskBenchmark {

  @Benchmark
  public Verdict judged(Plain plain) {
    return plain.orders.judge();
  }

  @Benchmark
  public int masked(Masked masked) {
    masked.orders.judge();
    return masked.orders.rewrite();
  }

  @Benchmark
  public byte[] hashed(Customer customer) {
    customer.key.hash(customer.id, 0, customer.id.length, customer.hash);
    return customer.hash;
  }

  @Benchmark
  public byte[] met(Persons persons) {
    byte[] id = persons.next();
    MaskKeys own = persons.keys.ofSubject(id, id.length).orElseThrow();
    own.hashing("customers").hash(id, 0, id.length, persons.hash);
    return own.tokenising("contact").token(id, 0, id.length);
  }

  /** Persons, each another one. */
  @State(Scope.Thread)
  public static class Persons {

    private final byte[] hash = new byte[HashKey.LENGTH];
    private MaskKeyset keys;
    private int met;

    @Setup
    public void makeKeys() throws KeysetException {
      keys = MaskKeyset.of(KeysetKind.MASKS.made()).with(SubjectKeys.made());
    }

    private byte[] next() {
      return "cus-%06d".formatted(met++).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A customer. */
  @State(Scope.Thread)
  public static class Customer {

    private final HashKey key = new HmacSha256(new byte[HashKey.LENGTH]);
    private final byte[] id = "cus-012345".getBytes(StandardCharsets.UTF_8);
    private final byte[] hash = new byte[HashKey.LENGTH];
  }

  /** Orders that stay as they are. */
  @State(Scope.Thread)
  public static class Plain {

    private Orders orders;

    @Setup
    public void load() {
      orders = new Orders(Case.ORDER.subject());
    }
  }

  /** Orders that are masked. */
  @State(Scope.Thread)
  public static class Masked {

    private Orders orders;

    @Setup
    public void load() {
      orders = new Orders(Case.maskedOrder());
    }
  }

  /** Orders, one after the other and over again. */
  private static final class Orders {

    private final Walk walk = new Walk();
    private final byte[][] records;
    private final Plan plan;
    private final Rewriting rewriting;
    private int next;

    Orders(Subject subject) {
      CompiledContract contract = subject.file().compile();
      records = subject.encoded();
      plan = contract.planFor(subject.schema());
      rewriting = new Rewriting(contract.keyNames(), new Keys());
    }

    Verdict judge() {
      next = next + 1 < records.length ? next + 1 : 0;
      byte[] record = records[next];
      return plan.judge(walk, record, 0, record.length);
    }

    int rewrite() {
      if (!plan.rewrite(walk, rewriting)) {
        throw new IllegalStateException("an order is not masked");
      }
      return rewriting.length();
    }
  }

  /** A key for hashes. */
  private static final class Keys implements MaskKeys {
    @Override
    public HashKey hashing(String name) {
      return new HmacSha256(new byte[HashKey.LENGTH]);
    }

    @Override
    public TokenKey tokenising(String name) {
      throw new MissingKeyException(name);
    }
  }
}
