package io.sluice.pipeline.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test sets, and that stands still otherwise. Thread-safe. */
public final class SetClock extends Clock {

  private final AtomicReference<Instant> now;

  public SetClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  public void set(Instant instant) {
    now.set(instant);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /**
   * @throws UnsupportedOperationException since nobody should read local times from it
   */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a set clock has one zone");
  }
}
