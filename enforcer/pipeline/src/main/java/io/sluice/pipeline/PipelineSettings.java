package io.sluice.pipeline;

import io.sluice.engine.walk.Limits;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.enforce.PipelineKeys;
import io.sluice.pipeline.enforce.WriterPlans.Patience;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.topic.TopicCreation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline runs, whichever contract it enforces.
 *
 * @param kafka properties of Kafka's clients, security among them, passed on as they are; those
 *     that Sluice's guarantees rest on are {@linkplain StreamsProperties pinned}
 * @param threads stream threads of this instance
 * @param commitInterval how often outputs and offsets become visible together
 * @param stateDirectory where Kafka Streams keeps its identity; one per instance
 * @param topics whether missing product and dead-letter topics are created
 * @param restart how long to wait before a failed thread is replaced, or a missing topic looked for
 * @param registry how long to wait for the registry, and what to make of ids that it does not know
 * @param watch how often the cluster and its topics are looked at while the pipeline runs
 * @param limits what a record may ask of the walk over it
 * @param samples most letters of each rule, minute and raw partition that show what passes in
 *     shadow
 * @param keys those of now; asked again and again, since they may be rotated
 * @param clock the time of judging
 */
public record PipelineSettings(
    Map<String, String> kafka,
    int threads,
    Duration commitInterval,
    Path stateDirectory,
    TopicCreation topics,
    Backoff restart,
    Patience registry,
    Duration watch,
    Limits limits,
    int samples,
    Supplier<PipelineKeys> keys,
    Clock clock) {

  /** Enough to see what breaks and how, little enough for a topic without a limit in time. */
  public static final int DEFAULT_SAMPLES = 5;

  /**
   * @throws IllegalArgumentException where a setting is out of its bounds, or a property of Kafka's
   *     is pinned or missing
   */
  public PipelineSettings {
    kafka = Map.copyOf(kafka);
    StreamsProperties.requireAllowed(kafka);
    require(threads >= 1, "threads must be at least 1: " + threads);
    require(
        commitInterval.isPositive() && commitInterval.compareTo(StreamsProperties.TRANSACTION) < 0,
        "commit interval must lie between 0 and %s: %s"
            .formatted(StreamsProperties.TRANSACTION, commitInterval));
    require(samples >= 0, "samples must not be negative: " + samples);
    require(watch.isPositive(), "the watch interval must be above zero: " + watch);
  }

  /** The defaults: one thread, commits each 100 ms, no topic is created. */
  public static PipelineSettings of(Map<String, String> kafka, Path stateDirectory) {
    Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    return new PipelineSettings(
        kafka,
        1,
        Duration.ofMillis(100),
        stateDirectory,
        TopicCreation.FORBIDDEN,
        backoff,
        new Patience(backoff, Duration.ofSeconds(30), Duration.ofMinutes(5)),
        Duration.ofSeconds(10),
        Limits.DEFAULT,
        DEFAULT_SAMPLES,
        () -> PipelineKeys.NONE,
        Clock.systemUTC());
  }

  /**
   * A client that asks the cluster as an application would.
   *
   * @throws org.apache.kafka.common.KafkaException where none can be made of the properties
   */
  public Admin admin(String applicationId) {
    Properties properties = StreamsProperties.of(applicationId, this);
    return Admin.create(new StreamsConfig(properties).getAdminConfigs(applicationId));
  }

  /**
   * These settings, some of them changed.
   *
   * @throws IllegalArgumentException where one is out of its bounds then
   */
  public PipelineSettings with(UnaryOperator<Changes> changes) {
    return changes.apply(new Changes(this)).settings();
  }

  /** Settings that are being changed. */
  public static final class Changes {
    private final PipelineSettings from;
    private int threads;
    private Duration commitInterval;
    private TopicCreation topics;
    private Patience registry;
    private Duration watch;
    private Limits limits;
    private int samples;
    private Supplier<PipelineKeys> keys;
    private Clock clock;

    private Changes(PipelineSettings from) {
      this.from = from;
      this.threads = from.threads;
      this.commitInterval = from.commitInterval;
      this.topics = from.topics;
      this.registry = from.registry;
      this.watch = from.watch;
      this.limits = from.limits;
      this.samples = from.samples;
      this.keys = from.keys;
      this.clock = from.clock;
    }

    public Changes threads(int threads) {
      this.threads = threads;
      return this;
    }

    public Changes commitInterval(Duration commitInterval) {
      this.commitInterval = commitInterval;
      return this;
    }

    public Changes topics(TopicCreation topics) {
      this.topics = topics;
      return this;
    }

    public Changes registry(Patience registry) {
      this.registry = registry;
      return this;
    }

    public Changes watch(Duration watch) {
      this.watch = watch;
      return this;
    }

    public Changes limits(Limits limits) {
      this.limits = limits;
      return this;
    }

    public Changes samples(int samples) {
      this.samples = samples;
      return this;
    }

    public Changes keys(Supplier<PipelineKeys> keys) {
      this.keys = keys;
      return this;
    }

    /** Keys that are never rotated. */
    public Changes keys(@Nullable MaskKeyset masks, @Nullable LetterKeys letters) {
      PipelineKeys given = new PipelineKeys(masks, letters);
      return keys(() -> given);
    }

    public Changes clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    private PipelineSettings settings() {
      return new PipelineSettings(
          from.kafka,
          threads,
          commitInterval,
          from.stateDirectory,
          topics,
          from.restart,
          registry,
          watch,
          limits,
          samples,
          keys,
          clock);
    }
  }

  /** Without the values of Kafka's properties, some of which are secrets. */
  @Override
  public String toString() {
    return "PipelineSettings[kafka=%s, threads=%d, commitInterval=%s, stateDirectory=%s, topics=%s, restart=%s, registry=%s, watch=%s, limits=%s, samples=%d]"
        .formatted(
            kafka.keySet(),
            threads,
            commitInterval,
            stateDirectory,
            topics,
            restart,
            registry,
            watch,
            limits,
            samples);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
