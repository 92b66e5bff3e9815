package io.sluice.engine.plan;

import io.sluice.engine.cel.Expression;
import io.sluice.engine.cel.ExpressionException;
import io.sluice.engine.cel.Expressions;
import io.sluice.engine.cel.Slots;
import io.sluice.engine.cel.Subject;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.observe.Observer;
import io.sluice.engine.sli.Population;
import io.sluice.engine.walk.Evaluator;
import io.sluice.engine.walk.Step;
import io.sluice.engine.walk.Walk;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tells which member of a population a record of its reference topic stands for, as one writer
 * wrote it. Reference topics have no contract: what the writer's schema says holds. Immutable and
 * safe to share between threads.
 */
public final class MemberPlan {

  private static final SchemaObject ANYTHING =
      new SchemaObject(
          "reference",
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of(),
          List.of(),
          Location.startOf("reference"));

  /** What a record says. */
  public sealed interface Membership {

    /** It stands for the member whose key is its own. */
    record OfRecordKey() implements Membership {}

    /** It stands for the member of whose key's hash these are the halves. */
    record OfField(long firstHalf, long secondHalf) implements Membership {

      /** The hash, as its 16 bytes. */
      public byte[] hash() {
        return KeyHash.bytes(firstHalf, secondHalf);
      }
    }

    /** It stands for none: the condition does not hold. */
    record Nobody() implements Membership {}

    /** Its bytes do not decode. */
    record Unreadable() implements Membership {}

    /**
     * It decodes, and yet nobody can say.
     *
     * @param reason in words; holds no value
     */
    record Undecided(String reason) implements Membership {}
  }

  private static final Membership RECORD_KEY = new Membership.OfRecordKey();
  private static final Membership NOBODY = new Membership.Nobody();
  private static final Membership UNREADABLE = new Membership.Unreadable();

  private final Step root;
  private final @Nullable Evaluator condition;
  private final @Nullable Observer key;
  private final Observables observables;
  private final Optional<String> path;

  private MemberPlan(
      Step root,
      @Nullable Evaluator condition,
      @Nullable Observer key,
      Observables observables,
      Optional<String> path) {
    this.root = root;
    this.condition = condition;
    this.key = key;
    this.observables = observables;
    this.path = path;
  }

  /**
   * The plan for the records of one writer.
   *
   * @param hash of the contract whose population it is
   * @throws UnfitReferenceException where the writer's records have no such key, or the condition
   *     does not fit them
   */
  public static MemberPlan of(Population.Topic population, KeyHash hash, Schema writer)
      throws UnfitReferenceException {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new UnfitReferenceException("it is %s, no record".formatted(writer.getName()));
    }
    Expressions expressions = Expressions.compiling();
    Slots slots = new Slots();
    List<List<String>> keys = population.key().map(List::of).map(List::of).orElse(List.of());
    Observables observables = new Observables(List.of(), List.of(), keys);
    if (population.key().isPresent()) {
      requireKey(population.key().get(), writer);
    }
    Observer key =
        new ObserverCompiler(ANYTHING, writer, writer, slots, expressions)
            .compile(observables, hash);
    Evaluator condition =
        population.condition().isPresent()
            ? condition(population.condition().get(), writer, slots, expressions)
            : null;
    Step root = PlanCompiler.ofAnything(ANYTHING, writer, slots, expressions);
    return new MemberPlan(
        root, condition, keys.isEmpty() ? null : key, observables, population.key());
  }

  private static Evaluator condition(
      String text, Schema writer, Slots slots, Expressions expressions)
      throws UnfitReferenceException {
    try {
      Expression condition = expressions.check(text, Subject.RECORD, writer);
      return condition.bind(new Layouts().fitting(writer, writer), slots).evaluator();
    } catch (ExpressionException e) {
      throw new UnfitReferenceException("the condition does not fit it: " + e.getMessage());
    }
  }

  private static void requireKey(String path, Schema writer) throws UnfitReferenceException {
    Schema at = writer;
    for (String name : List.of(path.split("\\."))) {
      Schema owner = at;
      Schema.Field field = owner.getType() == Schema.Type.RECORD ? owner.getField(name) : null;
      List<Schema> types = field == null ? List.of() : Compatibility.valueTypes(field.schema());
      if (types.size() != 1) {
        throw new UnfitReferenceException("it has no field %s of one type".formatted(path));
      }
      at = types.getFirst();
    }
    switch (at.getType()) {
      case RECORD, ARRAY, MAP ->
          throw new UnfitReferenceException(
              "its field %s is %s: keys are single values".formatted(path, at.getType().getName()));
      default -> {}
    }
  }

  /**
   * What a record says.
   *
   * @param walk the calling thread's
   * @param offset where its Avro binary starts, which takes the rest of the bytes
   */
  public Membership judge(Walk walk, byte[] value, int offset) {
    walk.over(root, value, offset, value.length - offset);
    if (walk.failed()) {
      return UNREADABLE;
    }
    int holds = condition == null ? Evaluator.HOLDS : condition.judge(walk, walk.start());
    if (holds == Evaluator.FAILED) {
      return new Membership.Undecided("the condition can't be evaluated");
    } else if (holds != Evaluator.HOLDS) {
      return NOBODY;
    } else if (key == null) {
      return RECORD_KEY;
    }
    Observation seen = new Observation(observables);
    key.observe(walk, seen);
    return seen.bearsKey(0)
        ? new Membership.OfField(seen.firstHalf(0), seen.secondHalf(0))
        : new Membership.Undecided("field %s is null".formatted(path.orElse("")));
  }
}
