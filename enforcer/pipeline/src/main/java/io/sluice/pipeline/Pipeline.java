package io.sluice.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.rewrite.Growth;
import io.sluice.pipeline.count.LatencyHistogram;
import io.sluice.pipeline.count.Ledger;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.enforce.Lanes;
import io.sluice.pipeline.enforce.MajorsBeside;
import io.sluice.pipeline.enforce.PipelineKeys;
import io.sluice.pipeline.enforce.Sightings;
import io.sluice.pipeline.enforce.Waiting;
import io.sluice.pipeline.enforce.WriterPlans;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.key.MissingKeysException;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.SchemaSource;
import io.sluice.pipeline.seal.LetterSeal;
import io.sluice.pipeline.topic.ContractTopics;
import io.sluice.pipeline.topic.ReplayTopic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces one contract, or runs it in shadow: a Kafka Streams application of its own, with its own
 * consumer group, failure domain and pause. Started once, closed once; safe to ask from any thread.
 *
 * <p>Starting never fails for want of infrastructure: the pipeline waits for cluster, raw topic and
 * registry, and {@link #state} says so.
 */
public final class Pipeline implements AutoCloseable {

  /** Makes the clients of Kafka Streams; the seam at which tests put producers that fail. */
  @FunctionalInterface
  interface Clients {
    ClientSupplier of(
        Ledger ledger,
        Sightings sightings,
        Lanes lanes,
        CommitHook hook,
        Runnable onCommit,
        Admin admin);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final RegisteredContract registered;
  private final MajorsBeside majors;
  private final CompiledContract contract;
  private final String applicationId;
  private final Waiting waiting = new Waiting();
  private final Condition condition = new Condition(waiting);
  private final PipelineMeters meters;
  private final StreamsApplication application;
  private final Watch watch;
  private @Nullable AutoCloseable stateMeter;
  private @Nullable AutoCloseable endMeters;
  private @Nullable Thread watching;

  /** A pipeline that is not started yet, of a contract that has its raw topic to itself. */
  public Pipeline(
      RegisteredContract registered,
      SchemaSource schemas,
      PipelineSettings settings,
      MeterRegistry registry) {
    this(registered, MajorsBeside.NONE, schemas, settings, registry);
  }

  /**
   * A pipeline that is not started yet.
   *
   * @param registered the contract, with the ids of its schema, by which the registry is tried:
   *     where it does not even know that one, ids it does not know are no violation
   * @param majors the contract's other major versions on its raw topic
   * @param schemas where writer schemas come from
   * @param registry where its meters are shown, see {@link PipelineMeters}, and those of Kafka
   *     Streams
   * @throws IllegalArgumentException where the contract neither is enforced nor runs in shadow
   * @throws MissingKeysException where its masks, or the seal of its dead letters, need keys that
   *     the settings do not have
   */
  public Pipeline(
      RegisteredContract registered,
      MajorsBeside majors,
      SchemaSource schemas,
      PipelineSettings settings,
      MeterRegistry registry) {
    this(registered, majors, schemas, settings, registry, ClientSupplier::new);
  }

  Pipeline(
      RegisteredContract registered,
      MajorsBeside majors,
      SchemaSource schemas,
      PipelineSettings settings,
      MeterRegistry registry,
      Clients clients) {
    this.registered = registered;
    this.majors = majors;
    this.contract = registered.contract();
    if (contract.contract().enforcement().isEmpty()) {
      throw new IllegalArgumentException(
          "contract %s is %s: only active and deprecated contracts are enforced, and drafts that ask for it run in shadow"
              .formatted(contract.contract().coordinates(), contract.contract().status().word()));
    }
    requireKeys(contract, settings);
    this.applicationId = applicationId(contract.contract());
    this.meters = new PipelineMeters(registry, Major.of(contract.contract()), contract.promises());
    ThreadFailures failures =
        new ThreadFailures(
            contract.contract().coordinates(),
            condition,
            waiting,
            settings.restart(),
            this::pause,
            new FailureReason(contract.binding(), applicationId));
    WriterPlans plans =
        new WriterPlans(
            contract,
            majors,
            schemas,
            () -> schemas.byContentId(registered.schema().content()),
            waiting,
            settings.registry(),
            System::nanoTime);
    this.application =
        new StreamsApplication(
            registered,
            applicationId,
            settings,
            schemas,
            plans,
            meters,
            failures,
            condition,
            waiting,
            clients);
    this.watch =
        new Watch(
            contract.contract().coordinates(),
            application,
            topics(contract, settings),
            settings,
            condition,
            waiting);
  }

  /**
   * Makes sure that the keys are there which a contract's pipeline needs.
   *
   * @throws MissingKeysException where its masks, or the seal of its dead letters, lack theirs
   */
  public static void requireKeys(CompiledContract contract, PipelineSettings settings) {
    PipelineKeys keys = settings.keys().get();
    MaskKeyset.require(contract, keys.masks());
    var _ = LetterSeal.of(contract.contract(), keys.letters());
  }

  /** The topics that a contract's pipeline reads and writes. */
  public static ContractTopics topics(CompiledContract contract, PipelineSettings settings) {
    return new ContractTopics(
        contract.binding(),
        ReplayTopic.of(applicationId(contract.contract())),
        settings.topics(),
        growth(contract));
  }

  /** How much longer records become that the contract's own schema wrote. */
  private static Growth growth(CompiledContract contract) {
    return contract.changesRecords()
        ? contract.planFor(contract.schema()).product().growth()
        : Growth.NONE;
  }

  /** The name of a contract's consumer group and transactions: {@code sluice.<id>.v<major>}. */
  public static String applicationId(Contract contract) {
    return "sluice." + Major.of(contract).name();
  }

  public CompiledContract contract() {
    return contract;
  }

  /** Which major version of which contract it enforces. */
  public Major major() {
    return Major.of(contract.contract());
  }

  /** The contract as it was given. */
  public RegisteredContract registered() {
    return registered;
  }

  /** The contract's other major versions on its raw topic, as they were given. */
  public MajorsBeside majorsBeside() {
    return majors;
  }

  public String applicationId() {
    return applicationId;
  }

  /** Starts it; returns at once. */
  public synchronized void start() {
    if (watching != null) {
      throw new IllegalStateException("a pipeline starts once");
    }
    condition.starting();
    stateMeter = meters.state(this, pipeline -> pipeline.state().code());
    endMeters = meters.ends(contract.contract());
    watching = Thread.ofVirtual().name("watch-" + applicationId).start(watch);
  }

  /** Where it stands, with the reason where it does not run. */
  public PipelineState state() {
    return condition.state(application.state());
  }

  /**
   * How long after their event compliant records were judged by this instance; empty where the
   * contract promises nothing of the kind.
   */
  public Optional<LatencyHistogram> latency() {
    return meters.latency();
  }

  /** Whether every record passes, and violations are only counted. */
  public boolean isInShadow() {
    return contract.contract().isInShadow();
  }

  /** Whether it judges right now. */
  public boolean isReady() {
    return state() instanceof PipelineState.Running;
  }

  /** Settings of its topics that would stop it or lose something in the case that each names. */
  public List<String> warnings() {
    return watch.warnings();
  }

  /**
   * Waits until it runs.
   *
   * @return false where it does not within that time, or has failed or stopped
   */
  public boolean awaitRunning(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      switch (state()) {
        case PipelineState.Running running -> {
          return true;
        }
        case PipelineState.Failed failed -> {
          return false;
        }
        case PipelineState.Stopped stopped -> {
          return false;
        }
        case PipelineState.Starting starting -> {}
        case PipelineState.Waiting awaiting -> {}
        case PipelineState.Paused paused -> {}
      }
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  /** Stops reading, staying in the group, until resumed. */
  public void pause(String why) {
    condition.paused(why);
    application.pause();
    LOG.warn("action=pause contract={} reason=\"{}\"", contract.contract().coordinates(), why);
  }

  /** Ends a pause. */
  public void resume() {
    application.resume();
    condition.resumed();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }

  /**
   * Stops it: records that are being judged are committed, those that wait for the registry are
   * left for the next start.
   *
   * @return whether it ended within the time; otherwise its threads may linger
   */
  public synchronized boolean close(Duration within) {
    waiting.stop();
    boolean ended = true;
    try {
      if (watching != null) {
        watching.interrupt();
        ended = watching.join(within);
      }
      ended &= application.close(within);
      if (stateMeter != null) {
        stateMeter.close();
      }
      if (endMeters != null) {
        endMeters.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      throw new IllegalStateException("the pipeline's meter could not be removed", e);
    }
    return ended;
  }
}
