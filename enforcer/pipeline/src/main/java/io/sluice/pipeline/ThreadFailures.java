package io.sluice.pipeline;

import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.enforce.DefectFloodException;
import io.sluice.pipeline.enforce.Waiting;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what follows when a stream thread has failed. Nearly always a new thread, after a while:
 * what its transaction held is given up, and the records are judged again. Only where nothing can
 * heal without a decision, the pipeline ends.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

  private final String contract;
  private final Condition condition;
  private final Waiting waiting;
  private final Backoff backoff;
  private final Consumer<String> pause;
  private final FailureReason reasons;

  /**
   * @param pause pauses the pipeline for the reason given
   */
  ThreadFailures(
      String contract,
      Condition condition,
      Waiting waiting,
      Backoff backoff,
      Consumer<String> pause,
      FailureReason reasons) {
    this.contract = contract;
    this.condition = condition;
    this.waiting = waiting;
    this.backoff = backoff;
    this.pause = pause;
    this.reasons = reasons;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (waiting.isStopped()) {
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LostRangeException lost = cause(failure, LostRangeException.class);
    if (lost != null) {
      condition.failed(String.valueOf(lost.getMessage()));
      LOG.error("action=fail contract={} reason=\"{}\"", contract, lost.getMessage());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    DefectFloodException flood = cause(failure, DefectFloodException.class);
    if (flood != null) {
      pause.accept(String.valueOf(flood.getMessage()));
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    return replaceLater(failure);
  }

  private StreamThreadExceptionResponse replaceLater(Throwable failure) {
    String reason = "a stream thread failed and is replaced: " + reasons.of(failure);
    int failures = condition.threadFailed(reason);
    Duration pause = backoff.after(failures);
    LOG.warn(
        "action=replace-thread contract={} failures={} backoffMs={} reason=\"{}\"",
        contract,
        failures,
        pause.toMillis(),
        reasons.of(failure));
    return waiting.isStoppedWithin(pause)
        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
        : StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
    }
    return null;
  }
}
