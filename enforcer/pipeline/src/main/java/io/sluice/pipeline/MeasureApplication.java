package io.sluice.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.delta.DeltaFormat;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.enforce.Waiting;
import io.sluice.pipeline.measure.Lags;
import io.sluice.pipeline.measure.MeasureTopology;
import io.sluice.pipeline.measure.MeasuredContracts;
import io.sluice.pipeline.measure.Outlets;
import io.sluice.pipeline.measure.Position;
import io.sluice.pipeline.measure.References;
import io.sluice.pipeline.measure.SliFormat;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.measure.Snapshots;
import io.sluice.pipeline.reference.ReferenceReaders;
import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import io.sluice.pipeline.topic.MeasureTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what contracts promise: a Kafka Streams application of its own, which reads the deltas
 * of all pipelines. Instances of one application id share the contracts. Started once, closed once;
 * safe to ask from any thread.
 *
 * <p>As a pipeline does, it waits for the cluster and its topics, and {@link #state} says so. It
 * joins no instances that select other contracts, which would pass over what is counted for its
 * own.
 */
public final class MeasureApplication implements AutoCloseable {

  /** The application id where none is given. */
  public static final String DEFAULT_APPLICATION_ID = "sluice.measure";

  /** How long after its end a minute is judged: what is committed by then is read by then. */
  public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(5);

  /** The topic in which an application of that id keeps its measurements. */
  public static String changelog(String applicationId) {
    return applicationId + "-" + MeasureTopology.STORE + "-changelog";
  }

  private static final Logger LOG = LoggerFactory.getLogger(MeasureApplication.class);

  /** Each writes the last state of what has changed, so there is no need to hurry. */
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

  private final String applicationId;
  private final MeasuredContracts contracts;
  private final SchemaSource schemas;
  private final PipelineSettings settings;
  private final Duration settle;
  private final MeterRegistry registry;
  private final MeasureTopics topics;
  private final Likeness likeness;
  private final Waiting waiting = new Waiting();
  private final Condition condition = new Condition(waiting);
  private final Position position = new Position();
  private final Lags lags = new Lags();
  private final Outlets outlets = new Outlets();
  private final Snapshots snapshots = new Snapshots();
  private final Map<Integer, Schema> writers = new ConcurrentHashMap<>();
  private final Set<Integer> wanted = ConcurrentHashMap.newKeySet();
  private @Nullable Admin admin;
  private volatile @Nullable KafkaStreams streams;
  private @Nullable Thread watching;

  /**
   * An application that is not started yet.
   *
   * @param contracts those that it measures
   * @param schemas where the ids of schemas come from
   * @param settings Kafka, state directory, topics and clock are what matter here
   * @param settle how long after its end a minute is judged
   * @param registry where the meters of promises are shown
   */
  public MeasureApplication(
      String applicationId,
      MeasuredContracts contracts,
      SchemaSource schemas,
      PipelineSettings settings,
      Duration settle,
      MeterRegistry registry) {
    this.applicationId = applicationId;
    this.contracts = contracts;
    this.schemas = schemas;
    this.settings = settings.with(changes -> changes.commitInterval(COMMIT_INTERVAL).threads(1));
    this.settle = settle;
    this.registry = registry;
    this.topics = new MeasureTopics(settings.topics());
    this.likeness = Likeness.of(applicationId, contracts.selected());
  }

  /** Starts it; returns at once. */
  public synchronized void start() {
    if (watching != null) {
      throw new IllegalStateException("the measure application starts once");
    }
    condition.starting();
    watching = Thread.ofVirtual().name("watch-" + applicationId).start(this::watch);
  }

  /** Where it stands, with the reason where it does not run. */
  public PipelineState state() {
    KafkaStreams current = streams;
    return condition.state(current == null ? null : current.state());
  }

  /** What the contracts came to that this instance measures. */
  public Snapshots snapshots() {
    return snapshots;
  }

  // ---- looking after it

  private void watch() {
    try {
      for (int attempt = 1; !isStarted(); attempt++) {
        if (waiting.isStoppedWithin(settings.restart().after(attempt))) {
          return;
        }
      }
      do {
        look();
      } while (!waiting.isStoppedWithin(settings.watch()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      condition.failed("looking after the measure application failed: " + e);
      LOG.error("action=fail application={} reason=\"the watch failed\"", applicationId, e);
    }
  }

  private boolean isStarted() throws InterruptedException {
    try {
      Optional<String> others = likeness.obstacle(admin());
      if (others.isPresent()) {
        missing(others.get());
        return false;
      }
      String changelog = changelog(applicationId);
      return switch (topics.deltas(admin(), changelog)) {
        case MeasureTopics.Deltas.Ready(int partitions) -> {
          lookUpWriters();
          openOutlets();
          start(partitions);
          condition.complete();
          yield true;
        }
        case MeasureTopics.Deltas.NotYet(String reason) -> {
          missing(reason);
          yield false;
        }
      };
    } catch (KafkaException e) {
      missing("Kafka's clients can't be made: " + e.getMessage());
      return false;
    }
  }

  private void missing(String reason) {
    if (!state().reason().equals(reason)) {
      LOG.warn("action=wait application={} reason=\"{}\"", applicationId, reason);
    }
    condition.missing(reason);
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(new StreamsConfig(properties()).getAdminConfigs(applicationId));
    }
    return admin;
  }

  private Properties properties() {
    Properties properties = StreamsProperties.of(applicationId, settings);
    properties.setProperty(StreamsConfig.CLIENT_ID_CONFIG, likeness.clientId(settings.kafka()));
    return properties;
  }

  private synchronized void start(int partitions) {
    MeasureTopology topology =
        new MeasureTopology(
            contracts,
            this::writer,
            position,
            lags,
            outlets,
            references(),
            snapshots,
            registry,
            partitions,
            settle,
            settings.clock());
    KafkaStreams made =
        new KafkaStreams(
            topology.build(),
            properties(),
            new MeasureClients(position, condition::committed, admin()));
    made.setUncaughtExceptionHandler(this::replaceLater);
    streams = made;
    made.start();
  }

  private References references() {
    StreamsConfig config = new StreamsConfig(properties());
    return new ReferenceReaders(
        applicationId,
        config.getGlobalConsumerConfigs(applicationId),
        this::admin,
        schemas,
        settings.restart(),
        settings.watch());
  }

  private StreamThreadExceptionResponse replaceLater(Throwable failure) {
    String reason = "a stream thread failed and is replaced: " + failure;
    int failures = condition.threadFailed(reason);
    Duration pause = settings.restart().after(failures);
    LOG.warn(
        "action=replace-thread application={} failures={} backoffMs={} reason=\"{}\"",
        applicationId,
        failures,
        pause.toMillis(),
        reason);
    return waiting.isStoppedWithin(pause)
        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
        : StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void look() throws InterruptedException {
    LagWatch watch = new LagWatch(lags, settings.clock());
    for (CompiledContract contract : contracts.measured().values()) {
      watch.look(admin(), contract);
    }
    likeness.obstacle(admin()).ifPresentOrElse(this::missing, condition::complete);
    lookUpWriters();
    openOutlets();
    KafkaStreams current = streams;
    if (current != null
        && current.state().isRunningOrRebalancing()
        && current.metadataForLocalThreads().isEmpty()) {
      current.addStreamThread();
    }
  }

  private void openOutlets() throws InterruptedException {
    Collection<CompiledContract> measured = contracts.measured().values();
    List<String> names =
        measured.stream().map(contract -> SliTopic.of(contract.contract())).toList();
    Set<String> there = names.isEmpty() ? Set.of() : topics.results(admin(), names);
    for (String topic : names) {
      if (!there.contains(topic)) {
        outlets.close(topic);
      } else if (schemas.own(topic, SliFormat.SCHEMA) instanceof OwnSchema.Registered(int id)) {
        outlets.open(topic, id);
      }
    }
  }

  /**
   * The schema that a delta was written with: that of this version, or of another instance's. Asked
   * on the stream thread, which must not wait for the registry: what is not known is looked up with
   * the next look.
   */
  private Optional<Schema> writer(int contentId) {
    Schema known = writers.get(contentId);
    if (known == null) {
      wanted.add(contentId);
    }
    return Optional.ofNullable(known);
  }

  private void lookUpWriters() {
    if (!writers.containsValue(DeltaFormat.SCHEMA)
        && schemas.own(DeltaTopic.NAME, DeltaFormat.SCHEMA)
            instanceof OwnSchema.Registered(int id)) {
      writers.put(id, DeltaFormat.SCHEMA);
    }
    for (int contentId : wanted) {
      if (!writers.containsKey(contentId)
          && schemas.byContentId(contentId) instanceof SchemaLookup.Found(Schema schema)) {
        writers.put(contentId, schema);
      }
    }
    wanted.removeAll(writers.keySet());
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }

  /**
   * Stops it: what was taken is committed.
   *
   * @return whether it ended within the time
   */
  public boolean close(Duration within) {
    waiting.stop();
    boolean ended = true;
    try {
      Thread thread = watching;
      if (thread != null) {
        thread.interrupt();
        ended = thread.join(within);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    KafkaStreams current = streams;
    if (current != null) {
      ended &= current.close(within);
    } else if (admin != null) {
      // It only asked questions, and a cluster that is not there would not answer them.
      admin.close(Duration.ZERO);
    }
    return ended;
  }
}
