package io.sluice.pipeline.enforce;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The plan of each writer schema, built once and shared by the threads of a pipeline. A thread that
 * needs a schema which the registry can't give yet waits here.
 */
public final class WriterPlans {

  /**
   * How long the registry is asked.
   *
   * @param backoff between two questions
   * @param unknownAfter how long the registry has to answer steadily, and a record to have been
   *     there, before its unknown id is a violation: a replica may lag, a registry be restored
   * @param unknownFor how long that holds before the registry is asked again
   */
  public record Patience(Backoff backoff, Duration unknownAfter, Duration unknownFor) {}

  /**
   * What is made of an id that the registry does not know, and until when it is not asked again.
   */
  private record Unknown(long until, WriterPlan plan) {}

  private static final int MAX_UNKNOWN = 10_000;
  private static final WriterPlan OTHER_TYPE = new WriterPlan.Leave(Outcome.OTHER_TYPE);
  private static final WriterPlan OTHER_MAJOR = new WriterPlan.Leave(Outcome.OTHER_MAJOR);

  private final CompiledContract contract;
  private final MajorsBeside majors;
  private final SchemaSource schemas;
  private final Supplier<SchemaLookup> ownLookup;
  private final Waiting waiting;
  private final Patience patience;
  private final LongSupplier nanoTime;
  private final WriterPlan own;
  private final Map<SchemaId, WriterPlan> plans = new ConcurrentHashMap<>();
  private final Map<SchemaId, Unknown> unknown = new ConcurrentHashMap<>();
  private final Steadiness steadiness;

  /**
   * @param majors what else reads the contract's raw topic
   * @param ownLookup asks the registry for the contract's own schema: where it does not know that,
   *     it is the registry that is wrong, not the record
   */
  public WriterPlans(
      CompiledContract contract,
      MajorsBeside majors,
      SchemaSource schemas,
      Supplier<SchemaLookup> ownLookup,
      Waiting waiting,
      Patience patience,
      LongSupplier nanoTime) {
    this.contract = contract;
    this.majors = majors;
    this.schemas = schemas;
    this.ownLookup = ownLookup;
    this.waiting = waiting;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.steadiness = new Steadiness(patience.unknownAfter());
    this.own = planFor(contract.schema());
  }

  /** The plan of records that were written with the contract's own schema. */
  WriterPlan own() {
    return own;
  }

  /** The plan of records that name this writer schema, where no question is needed for it. */
  @Nullable WriterPlan known(SchemaId id) {
    WriterPlan plan = lasting(id);
    if (plan != null) {
      return plan;
    }
    Unknown condemned = unknown.get(id);
    return condemned != null && nanoTime.getAsLong() - condemned.until() < 0
        ? condemned.plan()
        : null;
  }

  /** Likewise, where it is so for good. */
  @Nullable WriterPlan lasting(SchemaId id) {
    return plans.get(id);
  }

  /**
   * The plan of records that name this writer schema; waits while the registry can't tell.
   *
   * @param seen since when the record is known to be there, in nanoseconds; empty: since now
   * @throws StoppedException where the pipeline stops meanwhile
   */
  WriterPlan await(SchemaId id, OptionalLong seen) {
    long since = seen.orElseGet(nanoTime);
    try {
      for (int attempt = 1; ; attempt++) {
        switch (answer(id, since)) {
          case Answer.Given(WriterPlan plan) -> {
            return plan;
          }
          case Answer.NotYet(String reason) ->
              waiting.pause(reason, patience.backoff().after(attempt));
        }
      }
    } finally {
      waiting.over();
    }
  }

  /** What the registry's answer to a question leads to. */
  private sealed interface Answer {

    record Given(WriterPlan plan) implements Answer {}

    /** It has to be asked again. */
    record NotYet(String reason) implements Answer {}
  }

  private Answer answer(SchemaId id, long since) {
    return switch (id.in(schemas)) {
      case SchemaLookup.Found found -> {
        answered();
        unknown.remove(id);
        yield given(plans.computeIfAbsent(id, i -> planFor(found.schema())));
      }
      case SchemaLookup.Unreadable unreadable -> {
        answered();
        yield given(
            plans.computeIfAbsent(id, i -> reject(SluiceRules.notAvro(i, unreadable.reason()))));
      }
      case SchemaLookup.Unknown u -> ofUnknown(id, since);
      case SchemaLookup.Unavailable unavailable ->
          failed(
              "the registry can't give the writer schema of %s: %s"
                  .formatted(id, unavailable.reason()));
    };
  }

  /** The registry says that it does not know an id: is it the right one, and does it stay so? */
  private Answer ofUnknown(SchemaId id, long since) {
    return switch (ownLookup.get()) {
      case SchemaLookup.Found f -> {
        long steady = answered();
        long now = nanoTime.getAsLong();
        boolean stays = Math.min(now - since, now - steady) >= patience.unknownAfter().toNanos();
        yield stays || unknown.containsKey(id)
            ? given(condemned(id, now))
            : new Answer.NotYet("the registry does not know %s (yet)".formatted(id));
      }
      case SchemaLookup.Unavailable unavailable ->
          failed(
              "the registry does not know %s, nor gives the contract's own schema: %s"
                  .formatted(id, unavailable.reason()));
      case SchemaLookup.Unknown u -> failed(notTheRegistry(id));
      case SchemaLookup.Unreadable u -> failed(notTheRegistry(id));
    };
  }

  private static String notTheRegistry(SchemaId id) {
    return "the registry knows neither %s nor the contract's own schema: was it emptied, or is it another one?"
        .formatted(id);
  }

  /** Rejects the records of an unknown id, for a while without asking again. */
  private WriterPlan condemned(SchemaId id, long now) {
    if (unknown.size() > MAX_UNKNOWN) {
      unknown.clear(); // a stream of garbage must not fill the heap
    }
    WriterPlan plan = reject(SluiceRules.unknownSchemaId(id, patience.unknownAfter()));
    unknown.put(id, new Unknown(now + patience.unknownFor().toNanos(), plan));
    return plan;
  }

  private long answered() {
    return steadiness.answered(nanoTime.getAsLong());
  }

  private Answer failed(String reason) {
    steadiness.failed();
    return new Answer.NotYet(reason);
  }

  private static Answer given(WriterPlan plan) {
    return new Answer.Given(plan);
  }

  private WriterPlan planFor(Schema writer) {
    if (contract.ignores(writer)) {
      return OTHER_TYPE;
    }
    Plan plan = contract.planFor(writer);
    return !plan.mayComply() && majors.take(writer) ? OTHER_MAJOR : new WriterPlan.Judge(plan);
  }

  /** The plan of records whose writer schema nobody can tell. */
  private WriterPlan reject(Violation violation) {
    return leavesUnread()
        ? OTHER_MAJOR
        : new WriterPlan.Judge(new Plan.Rejecting(Verdict.of(violation)));
  }

  /** Whether records whose writer schema nobody can tell are left to another major version. */
  boolean leavesUnread() {
    return majors.takeUnread();
  }
}
