package io.sluice.pipeline.enforce;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
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
   * @param unknownAfter how long an id has to stay unknown before its records are violations: a
   *     replica may lag, a registry may be restored
   * @param unknownFor how long that holds before the registry is asked again
   */
  public record Patience(Backoff backoff, Duration unknownAfter, Duration unknownFor) {}

  /** Ids that the registry does not know: since when, and until when that is taken for granted. */
  private record Unknown(long since, long until, WriterPlan plan) {}

  private static final int MAX_UNKNOWN = 10_000;
  private static final WriterPlan LEAVE = new WriterPlan.Leave();

  private final CompiledContract contract;
  private final SchemaSource schemas;
  private final BooleanSupplier knowsContract;
  private final Waiting waiting;
  private final Patience patience;
  private final LongSupplier nanoTime;
  private final WriterPlan own;
  private final Map<SchemaId, WriterPlan> plans = new ConcurrentHashMap<>();
  private final Map<SchemaId, Unknown> unknown = new ConcurrentHashMap<>();

  /**
   * @param knowsContract whether the registry gives the contract's own schema: where it does not,
   *     it is the registry that is wrong, not the record
   */
  public WriterPlans(
      CompiledContract contract,
      SchemaSource schemas,
      BooleanSupplier knowsContract,
      Waiting waiting,
      Patience patience,
      LongSupplier nanoTime) {
    this.contract = contract;
    this.schemas = schemas;
    this.knowsContract = knowsContract;
    this.waiting = waiting;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.own = planFor(contract.schema());
  }

  /** The plan of records that were written with the contract's own schema. */
  WriterPlan own() {
    return own;
  }

  /**
   * The plan of records that name this writer schema; waits while the registry can't tell.
   *
   * @throws StoppedException where the pipeline stops meanwhile
   */
  WriterPlan of(SchemaId id) {
    WriterPlan plan = plans.get(id);
    if (plan != null) {
      return plan;
    }
    Unknown condemned = unknown.get(id);
    if (condemned != null && nanoTime.getAsLong() - condemned.until() < 0) {
      return condemned.plan();
    }
    return await(id);
  }

  private WriterPlan await(SchemaId id) {
    try {
      for (int attempt = 1; ; attempt++) {
        SchemaLookup lookup = lookUp(id);
        WriterPlan plan = plan(id, lookup);
        if (plan != null) {
          return plan;
        }
        waiting.pause(reason(id, lookup), patience.backoff().after(attempt));
      }
    } finally {
      waiting.over();
    }
  }

  private SchemaLookup lookUp(SchemaId id) {
    return switch (id.kind()) {
      case CONTENT -> schemas.byContentId(id.value());
      case GLOBAL -> schemas.byGlobalId(id.value());
    };
  }

  /** The plan that an answer of the registry leads to; null where it has to be asked again. */
  private @Nullable WriterPlan plan(SchemaId id, SchemaLookup lookup) {
    return switch (lookup) {
      case SchemaLookup.Found found -> {
        unknown.remove(id);
        yield plans.computeIfAbsent(id, i -> planFor(found.schema()));
      }
      case SchemaLookup.Unreadable unreadable ->
          plans.computeIfAbsent(id, i -> reject(SluiceRules.notAvro(i, unreadable.reason())));
      case SchemaLookup.Unknown u -> condemned(id);
      case SchemaLookup.Unavailable u -> null;
    };
  }

  /** Rejects the records of an unknown id, once it has been unknown for long enough. */
  private @Nullable WriterPlan condemned(SchemaId id) {
    if (unknown.size() > MAX_UNKNOWN) {
      unknown.clear(); // a stream of garbage must not fill the heap
    }
    long now = nanoTime.getAsLong();
    Unknown seen =
        unknown.computeIfAbsent(
            id,
            i ->
                new Unknown(
                    now, now, reject(SluiceRules.unknownSchemaId(i, patience.unknownAfter()))));
    boolean persists = now - seen.since() >= patience.unknownAfter().toNanos();
    if (!persists || !knowsContract.getAsBoolean()) {
      return null;
    }
    unknown.put(id, new Unknown(seen.since(), now + patience.unknownFor().toNanos(), seen.plan()));
    return seen.plan();
  }

  private WriterPlan planFor(Schema writer) {
    return contract.ignores(writer) ? LEAVE : new WriterPlan.Judge(contract.planFor(writer));
  }

  private static WriterPlan reject(Violation violation) {
    return new WriterPlan.Judge(new Plan.Rejecting(Verdict.of(violation)));
  }

  private static String reason(SchemaId id, SchemaLookup lookup) {
    return switch (lookup) {
      case SchemaLookup.Unavailable unavailable ->
          "the registry can't give the writer schema of %s: %s".formatted(id, unavailable.reason());
      default -> "the registry does not know %s (yet)".formatted(id);
    };
  }
}
