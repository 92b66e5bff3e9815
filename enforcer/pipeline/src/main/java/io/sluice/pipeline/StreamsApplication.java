package io.sluice.pipeline;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.enforce.EnforceTopology;
import io.sluice.pipeline.enforce.Sightings;
import io.sluice.pipeline.enforce.WriterPlans;
import io.sluice.pipeline.topic.TopicFacts;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
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
  private final String applicationId;
  private final PipelineSettings settings;
  private final WriterPlans plans;
  private final Sightings sightings;
  private final PipelineMeters meters;
  private final Ledger ledger;
  private final ThreadFailures failures;
  private final Condition condition;
  private final Pipeline.Clients clients;
  private volatile TopicFacts facts = new TopicFacts(1, false, 1);
  private volatile @Nullable KafkaStreams streams;
  private @Nullable Admin admin;
  private @Nullable KafkaStreamsMetrics streamsMetrics;

  StreamsApplication(
      CompiledContract contract,
      String applicationId,
      PipelineSettings settings,
      WriterPlans plans,
      PipelineMeters meters,
      ThreadFailures failures,
      Condition condition,
      Pipeline.Clients clients) {
    this.contract = contract;
    this.applicationId = applicationId;
    this.settings = settings;
    this.plans = plans;
    this.sightings = new Sightings(settings.registry().unknownAfter(), System::nanoTime);
    this.meters = meters;
    this.ledger = new Ledger(meters);
    this.failures = failures;
    this.condition = condition;
    this.clients = clients;
  }

  /**
   * The admin client.
   *
   * @throws org.apache.kafka.common.KafkaException where it can't be made: no address resolves, or
   *     the settings are no good
   */
  synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(new StreamsConfig(properties()).getAdminConfigs(applicationId));
    }
    return admin;
  }

  /** The topics are as these facts say. */
  void saw(TopicFacts facts) {
    this.facts = facts;
  }

  /**
   * Starts it.
   *
   * @throws org.apache.kafka.common.KafkaException where a client can't be made
   */
  synchronized void start() {
    Topology topology =
        new EnforceTopology(
                contract, applicationId, plans, sightings, ledger, () -> facts, settings.clock())
            .build();
    KafkaStreams made =
        new KafkaStreams(
            topology, properties(), clients.of(ledger, sightings, condition::committed, admin()));
    made.setUncaughtExceptionHandler(failures);
    made.setStateListener((now, before) -> log(now));
    if (condition.isPaused()) {
      made.pause();
    }
    streamsMetrics = meters.bind(made);
    streams = made;
    made.start();
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

  private Properties properties() {
    return StreamsProperties.of(applicationId, settings, facts.largestRecord());
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
