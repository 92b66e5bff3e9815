package io.sluice.pipeline;

import io.sluice.pipeline.enforce.Waiting;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** All that bears on the state of a pipeline, from whichever thread it comes. */
final class Condition {

  private final Waiting waiting;
  private volatile boolean started;
  private volatile boolean hasRun;
  private volatile @Nullable String missing;
  private volatile @Nullable String trouble;
  private volatile @Nullable String paused;
  private volatile @Nullable String failed;
  private final AtomicInteger failures = new AtomicInteger();

  Condition(Waiting waiting) {
    this.waiting = waiting;
  }

  void starting() {
    started = true;
  }

  /** The cluster or a topic is not there. */
  void missing(String what) {
    missing = what;
  }

  /** Cluster and topics are there. */
  void complete() {
    missing = null;
  }

  /**
   * A stream thread failed.
   *
   * @return how many did so since the last commit
   */
  int threadFailed(String why) {
    trouble = why;
    return failures.incrementAndGet();
  }

  /** A transaction has committed: whatever failed before has healed. */
  void committed() {
    if (trouble != null) {
      healed();
    }
  }

  void healed() {
    trouble = null;
    failures.set(0);
  }

  /** How many threads failed since the last commit. */
  int failures() {
    return failures.get();
  }

  boolean isPaused() {
    return paused != null;
  }

  void paused(String why) {
    paused = why;
  }

  void resumed() {
    paused = null;
    healed();
  }

  void failed(String why) {
    failed = why;
  }

  boolean isFailed() {
    return failed != null;
  }

  /** The state, given that of Kafka Streams; null before there is one. */
  PipelineState state(KafkaStreams.@Nullable State streams) {
    if (!started || waiting.isStopped()) {
      return new PipelineState.Stopped();
    }
    if (failed != null) {
      return new PipelineState.Failed(failed);
    }
    if (paused != null) {
      return new PipelineState.Paused(paused);
    }
    String awaited = awaited();
    return awaited == null ? ofStreams(streams) : new PipelineState.Waiting(awaited);
  }

  private @Nullable String awaited() {
    if (missing != null) {
      return missing;
    }
    String reason = waiting.reason().orElse(null);
    return reason == null ? trouble : reason;
  }

  private PipelineState ofStreams(KafkaStreams.@Nullable State streams) {
    return switch (streams) {
      case RUNNING -> {
        hasRun = true;
        yield new PipelineState.Running();
      }
      // sharing partitions anew with other instances is everyday life
      case REBALANCING -> hasRun ? new PipelineState.Running() : new PipelineState.Starting();
      case CREATED -> new PipelineState.Starting();
      case null -> new PipelineState.Starting();
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
          new PipelineState.Failed("Kafka Streams ended by itself");
    };
  }
}
