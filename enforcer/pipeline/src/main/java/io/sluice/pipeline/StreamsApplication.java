package io.sluice.pipeline;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.sli.Promises;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.count.Source;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.enforce.EnforceTopology;
import io.sluice.pipeline.enforce.Lanes;
import io.sluice.pipeline.enforce.Outlet;
import io.sluice.pipeline.enforce.Sightings;
import io.sluice.pipeline.enforce.Waiting;
import io.sluice.pipeline.enforce.WriterPlans;
import io.sluice.pipeline.letter.ReplayReader;
import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaIds;
import io.sluice.pipeline.registry.SchemaSource;
import io.sluice.pipeline.seal.LetterSeal;
import io.sluice.pipeline.sli.SliTally;
import io.sluice.pipeline.topic.ReplayTopic;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka Streams application of one pipeline. It is made when its topics are known, and shares
 * one admin client with whoever looks at them.
 */
final class StreamsApplication {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);

  private final CompiledContract contract;
  private final SchemaIds ids;
  private final String applicationId;
  private final PipelineSettings settings;
  private final SchemaSource schemas;
  private final WriterPlans plans;
  private final Sightings sightings;
  private final PipelineMeters meters;
  private final Ledger ledger;
  private final Lanes lanes = new Lanes();
  private final ThreadFailures failures;
  private final Condition condition;
  private final Pipeline.Clients clients;
  private final Outlet outlet;
  private volatile @Nullable TopicFacts facts;
  private volatile @Nullable KafkaStreams streams;
  private @Nullable Admin admin;
  private @Nullable KafkaStreamsMetrics streamsMetrics;

  StreamsApplication(
      RegisteredContract registered,
      String applicationId,
      PipelineSettings settings,
      SchemaSource schemas,
      WriterPlans plans,
      PipelineMeters meters,
      ThreadFailures failures,
      Condition condition,
      Waiting waiting,
      Pipeline.Clients clients) {
    this.contract = registered.contract();
    this.ids = registered.schema();
    this.applicationId = applicationId;
    this.settings = settings;
    this.schemas = schemas;
    this.plans = plans;
    this.sightings = new Sightings(settings.registry().unknownAfter(), System::nanoTime);
    this.meters = meters;
    this.ledger = new Ledger(meters, source -> tally(contract.promises(), source));
    this.failures = failures;
    this.condition = condition;
    this.clients = clients;
    this.outlet =
        new Outlet(
            this::facts,
            StreamsProperties.compression(settings.kafka()),
            waiting,
            settings.restart(),
            settings.clock());
  }

  private static SliTally tally(Promises promises, Source source) {
    return switch (source) {
      case RAW -> new SliTally(promises);
      case REPLAY -> SliTally.ofReplayed(promises);
    };
  }

  /**
   * The admin client.
   *
   * @throws org.apache.kafka.common.KafkaException where it can't be made: no address resolves, or
   *     the settings are no good
   */
  synchronized Admin admin() {
    if (admin == null) {
      Properties properties = StreamsProperties.of(applicationId, settings);
      admin = Admin.create(new StreamsConfig(properties).getAdminConfigs(applicationId));
    }
    return admin;
  }

  /** The topics are as these facts say. */
  void saw(TopicFacts now) {
    TopicFacts before = facts;
    // producers stay as they were made
    facts = streams == null || before == null ? now : now.withLargestRecord(before.largestRecord());
  }

  /** What can be known of its group before it starts. */
  PastOfGroup past() {
    return new PastOfGroup(admin(), applicationId);
  }

  /**
   * What to say, and to do, where another topic has come to have the name of one that it reads;
   * empty where none has.
   */
  Optional<String> madeAnew(TopicFacts now) {
    TopicFacts read = facts();
    if (!now.rawTopicId().equals(read.rawTopicId())) {
      return Optional.of(madeAnew("raw", contract.binding().rawTopic(), now));
    }
    return now.replayTopicId().equals(read.replayTopicId())
        ? Optional.empty()
        : Optional.of(madeAnew("replay", ReplayTopic.of(applicationId), now));
  }

  private String madeAnew(String kind, String topic, TopicFacts now) {
    List<TopicPartition> partitions =
        IntStream.range(0, now.rawPartitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    return "the %s topic %s was deleted and made anew while the pipeline ran, which may have passed over records at its start; to judge all it holds: %s, then restart the service"
        .formatted(kind, topic, OffsetReset.command(applicationId, partitions));
  }

  private TopicFacts facts() {
    return Objects.requireNonNull(facts, "the topics were not looked at yet");
  }

  /** The schema of the counts that it hands over. */
  OwnSchema deltaSchema() {
    return schemas.own(DeltaTopic.NAME, DeltaFormat.SCHEMA);
  }

  /**
   * Starts it.
   *
   * @param deltaSchema by which its counts are handed over
   * @throws org.apache.kafka.common.KafkaException where a client can't be made
   */
  synchronized void start(OwnSchema.Registered deltaSchema) {
    Topology topology =
        new EnforceTopology(
                contract,
                ids,
                settings.keys(),
                applicationId,
                plans,
                sightings,
                ledger,
                lanes,
                this::facts,
                outlet,
                settings.limits(),
                settings.samples(),
                letters -> LetterSeal.of(contract.contract(), letters),
                new ReplayReader(contract.contract().id(), () -> settings.keys().get().letters()),
                settings.clock())
            .build();
    KafkaStreams made =
        new KafkaStreams(
            topology,
            StreamsProperties.of(applicationId, settings, facts().largestRecord()),
            clients.of(ledger, sightings, lanes, hook(deltaSchema), condition::committed, admin()));
    made.setUncaughtExceptionHandler(failures);
    made.setStateListener((now, before) -> log(now));
    if (condition.isPaused()) {
      made.pause();
    }
    streamsMetrics = meters.bind(made);
    streams = made;
    made.start();
  }

  private CommitHook hook(OwnSchema.Registered deltaSchema) {
    return new DeltaHook(
        ledger, contract.contract(), applicationId, this::facts, deltaSchema.contentId());
  }

  /** The state of Kafka Streams; null before the start. */
  KafkaStreams.@Nullable State state() {
    KafkaStreams current = streams;
    return current == null ? null : current.state();
  }

  void pause() {
    KafkaStreams current = streams;
    if (current != null) {
      current.pause();
    }
  }

  void resume() {
    KafkaStreams current = streams;
    if (current != null) {
      current.resume();
    }
  }

  /** Starts the threads that are missing: replacing one fails where a client can't be made. */
  void completeThreads() {
    KafkaStreams current = streams;
    if (current == null || !current.state().isRunningOrRebalancing()) {
      return;
    }
    for (int live = current.metadataForLocalThreads().size(); live < settings.threads(); live++) {
      current.addStreamThread();
    }
  }

  /** Ends it; false where that takes longer. */
  synchronized boolean close(Duration within) {
    boolean ended = true;
    if (streams != null) {
      ended = streams.close(within);
    } else if (admin != null) {
      admin.close(within);
    }
    if (streamsMetrics != null) {
      streamsMetrics.close();
    }
    return ended;
  }

  private void log(KafkaStreams.State now) {
    PipelineState state = condition.state(now);
    LOG.info(
        "action=turn contract={} application={} state={} reason=\"{}\"",
        contract.contract().coordinates(),
        applicationId,
        state.word(),
        state.reason());
  }
}
