package io.sluice.engine.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest event time of a product's compliant records, by which its freshness is judged.
 *
 * @param at null where no event was seen
 * @param ahead how many records had an event time so far ahead of the clock that it did not count
 */
public record NewestEvent(@Nullable Instant at, long ahead) {

  public static final NewestEvent NONE = new NewestEvent(null, 0);

  /**
   * Takes in the event time of a record.
   *
   * @param skew how far clocks may differ: later than now and that, an event time is counted and
   *     changes nothing, so that a record from 2099 makes nothing look fresh
   */
  public NewestEvent seeing(Instant event, Instant now, Duration skew) {
    if (event.isAfter(now.plus(skew))) {
      return new NewestEvent(at, ahead + 1);
    }
    return at == null || event.isAfter(at) ? new NewestEvent(event, ahead) : this;
  }

  /** Both together, as two partitions are. */
  public NewestEvent and(NewestEvent other) {
    Instant newest = at == null || (other.at != null && other.at.isAfter(at)) ? other.at : at;
    return new NewestEvent(newest, ahead + other.ahead);
  }

  /** How old the newest event is: none, where its clock is ahead; empty where there was none. */
  public Optional<Duration> age(Instant now) {
    return at == null
        ? Optional.empty()
        : Optional.of(at.isAfter(now) ? Duration.ZERO : Duration.between(at, now));
  }

  /**
   * Judges the whole UTC minutes that have passed, at the end of each: good where the newest event
   * was no older than is promised. Minutes missed while down are judged so as well, with what was
   * known then: pass the newest event of before, and only then what came after.
   *
   * @param judgedUntil the end of the last minute that was judged
   * @param atMost how old the newest event may be
   * @param series what counts them, each at the minute that it is
   * @return the end of the last minute that is judged now
   */
  public Instant judgeMinutes(
      Instant judgedUntil, Instant now, Duration atMost, CountSeries series) {
    Instant until = now.truncatedTo(ChronoUnit.MINUTES);
    Instant minute = judgedUntil.truncatedTo(ChronoUnit.MINUTES);
    while (minute.isBefore(until)) {
      Instant end = minute.plus(1, ChronoUnit.MINUTES);
      Instant judged = minute;
      age(end)
          .ifPresent(
              age -> series.add(judged, age.compareTo(atMost) > 0 ? Counts.BAD : Counts.GOOD));
      minute = end;
    }
    return until.isAfter(judgedUntil) ? until : judgedUntil;
  }
}
