package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.engine.walk.Limits;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.seal.LetterSeal;
import io.sluice.pipeline.topic.ReplayTopic;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The topology of one contract: raw topic and replay topic → enforce → product topic or dead-letter
 * topic. Stateless, on bytes, in {@linkplain RawBatch batches}.
 *
 * @param schema the ids of the contract's own schema
 * @param keys those of now; without those of masks where it needs none
 * @param application what dead letters name as the pipeline that wrote them
 * @param lanes what its records can be sent by directly
 * @param facts the topics as they were last seen
 * @param outlet brings records into the form that their topics take
 * @param limits what a record may ask of the walk over it
 * @param samples most letters of each rule, minute and partition that show what passes in shadow
 * @param seals the seal of its dead letters, by the keys for it
 * @param replays reads what comes by the replay topic
 * @param clock for the time of judging
 */
public record EnforceTopology(
    CompiledContract contract,
    SchemaIds schema,
    Supplier<PipelineKeys> keys,
    String application,
    WriterPlans plans,
    Sightings sightings,
    Ledger ledger,
    Lanes lanes,
    Supplier<TopicFacts> facts,
    Outlet outlet,
    Limits limits,
    int samples,
    Function<@Nullable LetterKeys, LetterSeal> seals,
    Replays replays,
    Clock clock) {

  static final String RAW = "raw";
  static final String REPLAY = "replay";
  static final String ENFORCE = "enforce";

  /** Builds it. */
  public Topology build() {
    return build(
        (time, keys) ->
            new RecordJudge(
                    contract.binding().framing(),
                    plans,
                    sightings,
                    facts,
                    new Walk(limits, clock),
                    contract.observables(),
                    products(keys),
                    time)
                ::judge);
  }

  Topology build(BiFunction<JudgedTime, PipelineKeys, RecordJudge.Judge> judges) {
    Binding binding = contract.binding();
    Sources sources = new Sources(binding.rawTopic(), ReplayTopic.of(application), replays);
    RawPartition partitioner = new RawPartition(facts);
    ProcessorSupplier<byte[], RawBatch, byte[], byte[]> enforce =
        () -> processor(judges, sources, partitioner);
    return new Topology()
        // a partition that this group never read is read from its start; one that it did read and
        // whose offset is gone never gets here
        .addSource(
            AutoOffsetReset.earliest(),
            RAW,
            new FailOnInvalidTimestamp(),
            new ByteArrayDeserializer(),
            new RawBatch.Reader(),
            sources.rawTopic())
        .addSource(
            AutoOffsetReset.earliest(),
            REPLAY,
            new FailOnInvalidTimestamp(),
            new ByteArrayDeserializer(),
            new RawBatch.Reader(),
            sources.replayTopic())
        .addProcessor(ENFORCE, enforce, RAW, REPLAY)
        .addSink(
            Destination.PRODUCT.sink(),
            binding.productTopic(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            partitioner,
            ENFORCE)
        .addSink(
            Destination.DEAD_LETTER.sink(),
            binding.deadLetterTopic(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            partitioner,
            ENFORCE);
  }

  private EnforceProcessor processor(
      BiFunction<JudgedTime, PipelineKeys, RecordJudge.Judge> judges,
      Sources sources,
      RawPartition partitioner) {
    JudgedTime time = new JudgedTime(clock);
    return new EnforceProcessor(
        new Keyed(keys, now -> new Keyed.Tools(judge(judges.apply(time, now)), headers(now))),
        time,
        outlet,
        context -> new Outbound(context, lanes, partitioner, facts),
        sources,
        ledger,
        new Samples(samples, clock),
        clock);
  }

  private RecordJudge.Judge judge(RecordJudge.Judge judge) {
    return contract.contract().isInShadow() ? new ShadowJudge(judge, facts)::judge : judge;
  }

  private @Nullable Products products(PipelineKeys now) {
    return Products.of(contract, schema, now.masks() == null ? MaskKeys.none() : now.masks());
  }

  private OutputHeaders headers(PipelineKeys now) {
    MaskKeyset masks = now.masks();
    return new OutputHeaders(
        contract.contract(),
        masks == null || contract.keyNames().isEmpty() ? null : masks.version(),
        application,
        seals.apply(now.letters()));
  }
}
