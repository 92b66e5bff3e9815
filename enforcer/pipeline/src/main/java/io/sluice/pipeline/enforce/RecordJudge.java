package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Framing;
import io.sluice.engine.observe.Observables;
import io.sluice.engine.observe.Observation;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.topic.TopicFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Judges records as Kafka carries them. One per task. */
final class RecordJudge {

  /** Judges a record; the seam at which tests put a judge with a defect. */
  @FunctionalInterface
  interface Judge {
    Judged judge(ConsumerRecord<byte[], byte[]> raw);
  }

  private final FramingReader framing;
  private final WriterPlans plans;
  private final Sightings sightings;
  private final Supplier<TopicFacts> facts;
  private final Walk walk;
  private final Observation observation;
  private final @Nullable Products products;
  private final JudgedTime time;
  private @Nullable SchemaId last;
  private @Nullable Judged compliant;
  private @Nullable WriterPlan planOfLast;

  RecordJudge(
      Framing framing,
      WriterPlans plans,
      Sightings sightings,
      Supplier<TopicFacts> facts,
      Walk walk,
      Observables observables,
      @Nullable Products products,
      JudgedTime time) {
    this.walk = walk;
    this.observation = new Observation(observables);
    this.framing = new FramingReader(framing);
    this.plans = plans;
    this.sightings = sightings;
    this.facts = facts;
    this.products = products;
    this.time = time;
  }

  /**
   * Judges a record, waiting for its writer schema where need be.
   *
   * @throws StoppedException where the pipeline stops meanwhile
   */
  Judged judge(ConsumerRecord<byte[], byte[]> raw) {
    Judged judged = judgeValue(raw);
    boolean keyless = raw.key() == null && facts.get().productCompacted();
    return keyless && judged.outcome().isConsumed() ? withoutKey(judged) : judged;
  }

  private Judged judgeValue(ConsumerRecord<byte[], byte[]> raw) {
    byte[] value = raw.value();
    if (value == null) {
      return facts.get().productCompacted() ? tombstone(raw) : unread(SluiceRules.TOMBSTONE);
    }
    return switch (framing.read(value, raw.headers())) {
      case Framed.Broken broken -> unread(broken.violation());
      case Framed.OwnSchema own -> judge(plans.own(), raw, value, 0, null);
      case Framed.ById byId -> judge(plan(byId.id(), raw), raw, value, byId.offset(), byId.id());
    };
  }

  /** A record that names no writer schema. */
  private Judged unread(Violation why) {
    return plans.leavesUnread()
        ? Judged.passed(Outcome.OTHER_MAJOR, null)
        : Judged.of(Verdict.of(why), null);
  }

  private WriterPlan plan(SchemaId id, ConsumerRecord<byte[], byte[]> raw) {
    if (planOfLast != null && id.equals(last)) {
      return planOfLast; // neighbours mostly share their writer schema
    }
    last = id;
    planOfLast = plans.lasting(id);
    WriterPlan known = plans.known(id);
    if (known != null) {
      return known;
    }
    TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
    WriterPlan plan = plans.await(id, sightings.since(partition, raw.offset()));
    time.look(); // that may have taken a while
    return plan;
  }

  private Judged tombstone(ConsumerRecord<byte[], byte[]> raw) {
    Judged judged = Judged.passed(Outcome.TOMBSTONE, null);
    return products == null ? judged : judged.as(products.ofTombstone(raw));
  }

  private Judged judge(
      WriterPlan plan,
      ConsumerRecord<byte[], byte[]> raw,
      byte[] value,
      int offset,
      @Nullable SchemaId id) {
    return switch (plan) {
      case WriterPlan.Leave(Outcome to) -> Judged.passed(to, id);
      case WriterPlan.Judge(Plan judging) -> {
        Verdict verdict = judging.judge(walk, value, offset, value.length - offset);
        boolean isSeen = judging.observe(walk, observation);
        Judged judged =
            isSeen && !verdict.isViolating() && !verdict.isFlagged()
                ? compliant(id)
                : Judged.of(verdict, id, isSeen ? observation : null);
        yield products == null || verdict.isViolating()
            ? judged
            : judged.as(products.of(raw, judging, walk, offset, id));
      }
    };
  }

  /** Neighbours mostly comply, and share their writer schema. */
  private Judged compliant(@Nullable SchemaId id) {
    if (compliant == null || !Objects.equals(id, compliant.schemaId())) {
      compliant = Judged.of(Verdict.COMPLIANT, id, observation);
    }
    return compliant;
  }

  private static Judged withoutKey(Judged judged) {
    List<Violation> violations = new ArrayList<>(judged.verdict().violations());
    violations.addFirst(SluiceRules.NULL_KEY);
    List<Violation> listed =
        violations.subList(0, Math.min(violations.size(), Verdict.MAX_VIOLATIONS));
    return Judged.of(
        new Verdict(listed, judged.verdict().warnings()), judged.schemaId(), judged.seen());
  }
}
