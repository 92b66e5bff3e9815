package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time over which an objective is judged. */
public sealed interface Window {

  /** The window as it stands at an instant. */
  Period at(Instant now);

  /** How long it is, where one figure must do for all months. */
  Duration nominal();

  /** The time that has just passed, in whole UTC minutes: the one that runs is no part of it. */
  record Rolling(Duration length) implements Window {

    @Override
    public Period at(Instant now) {
      Instant end = now.truncatedTo(ChronoUnit.MINUTES);
      return new Period(end.minus(length), end);
    }

    @Override
    public Duration nominal() {
      return length;
    }

    @Override
    public String toString() {
      return "the last " + Sentences.of(length);
    }
  }

  /** The calendar's period that runs. */
  record OfCalendar(Periods.Calendar periods) implements Window {

    @Override
    public Period at(Instant now) {
      return periods.of(now);
    }

    @Override
    public Duration nominal() {
      return periods.nominal();
    }

    @Override
    public String toString() {
      return "the " + periods;
    }
  }
}
