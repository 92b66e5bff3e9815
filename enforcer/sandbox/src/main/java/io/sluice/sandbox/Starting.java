package io.sluice.sandbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the sandbox that starts, or has started, on a thread of its own. The common pool would
 * not do: it has a single thread on two cores, and can't be interrupted.
 */
final class Starting<T extends AutoCloseable> {

  private static final Logger LOG = LoggerFactory.getLogger(Starting.class);
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private final Thread thread;

  private Starting(String name, Supplier<? extends T> start) {
    this.thread = Thread.ofPlatform().daemon().name("start-" + name).unstarted(() -> run(start));
  }

  static <T extends AutoCloseable> Starting<T> of(String name, Supplier<? extends T> start) {
    Starting<T> starting = new Starting<>(name, start);
    starting.thread.start();
    return starting;
  }

  private void run(Supplier<? extends T> start) {
    try {
      outcome.complete(start.get());
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  /** The part once it is there, or why it did not start. */
  CompletableFuture<T> outcome() {
    return outcome;
  }

  /** Asks a start that takes long to give up; one that is through is left as it is. */
  void hurry() {
    if (!outcome.isDone()) {
      thread.interrupt();
    }
  }

  /** Closes the part once it has started; nothing is left to close where it did not. */
  void close() {
    try (AutoCloseable started = outcome.get(STARTED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      LOG.debug("action=stop part={}", started.getClass().getSimpleName());
    } catch (ExecutionException e) {
      // It never started, and has cleared up after itself.
    } catch (TimeoutException e) {
      LOG.warn("action=stop part={} error=still-starting", thread.getName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("action=stop error={}", e.toString());
    }
  }
}
