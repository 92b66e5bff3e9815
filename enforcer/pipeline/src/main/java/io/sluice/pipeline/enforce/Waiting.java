package io.sluice.pipeline.enforce;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The stream threads of a pipeline that wait for infrastructure, and what ends their wait. */
public final class Waiting {

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<Thread, String> reasons = new ConcurrentHashMap<>();

  /**
   * Lets the calling thread wait; it counts as waiting until it {@linkplain #over says otherwise}.
   *
   * @throws StoppedException where the pipeline stops meanwhile
   */
  public void pause(String reason, Duration time) {
    reasons.put(Thread.currentThread(), reason);
    if (isStoppedWithin(time)) {
      throw new StoppedException();
    }
  }

  /** Lets the calling thread rest; true where the pipeline stops, or the thread is interrupted. */
  public boolean isStoppedWithin(Duration time) {
    try {
      return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The calling thread has what it waited for, or gave up. */
  public void over() {
    reasons.remove(Thread.currentThread());
  }

  /** Ends every wait, now and from now on. */
  public void stop() {
    stopped.countDown();
  }

  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** What is waited for; empty where nothing is. */
  public Optional<String> reason() {
    return reasons.values().stream().findFirst();
  }
}
