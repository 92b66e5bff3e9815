package io.sluice.engine.sli;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a contract promises and a stream can measure: what is good, and of what. Sealed,
 * so that whoever measures, shows or exports covers every kind or does not build.
 */
public sealed interface Indicator {

  /** What every indicator has. */
  Promise promise();

  /** Its kind. */
  Sli sli();

  /** Names the promise, uniquely in the contract. */
  default String id() {
    return promise().id();
  }

  /** The path of the field that it is about; empty where it is about records. */
  default Optional<String> field() {
    return Optional.empty();
  }

  /** The paths of the fields that tell records apart; empty where it does not. */
  default List<String> key() {
    return List.of();
  }

  /** The calendar whose periods are judged one by one; empty where counts just run on. */
  default Optional<CalendarWindow> periods() {
    return Optional.empty();
  }

  /** Whether alerts follow the burn rate; else each miss is one. */
  default boolean burns() {
    return sli().burns() && periods().isEmpty();
  }

  /** Compliant of all records that were consumed. */
  record Adherence(Promise promise) implements Indicator {
    @Override
    public Sli sli() {
      return Sli.ADHERENCE;
    }
  }

  /**
   * Compliant records that were judged within some time of their event, of all compliant ones.
   *
   * @param atMost judged time less event time
   * @param percentile the share of records that this is promised for, where the contract says so:
   *     95 of p95. It is the objective's target then
   */
  record Latency(Promise promise, Duration atMost, Optional<BigDecimal> percentile)
      implements Indicator {
    @Override
    public Sli sli() {
      return Sli.LATENCY;
    }
  }

  /**
   * Whole UTC minutes at whose end the newest compliant event was no older than promised.
   *
   * @param atMost now less newest event time
   */
  record Freshness(Promise promise, Duration atMost) implements Indicator {
    @Override
    public Sli sli() {
      return Sli.FRESHNESS;
    }
  }

  /** Calendar periods whose records were there in time, of those that were due. */
  record Deadline(Promise promise, Deadlines deadlines, Arrival arrival) implements Indicator {
    @Override
    public Sli sli() {
      return Sli.DEADLINE;
    }
  }

  /** Intervals of event time with at least one compliant record, of all. */
  record Frequency(Promise promise, Periods intervals) implements Indicator {
    @Override
    public Sli sli() {
      return Sli.FREQUENCY;
    }
  }

  /**
   * Whole UTC minutes in which the pipeline enforced.
   *
   * @param mostLag how many records it may lag behind in a good minute; empty where any lag will do
   */
  record Availability(Promise promise, OptionalLong mostLag) implements Indicator {
    @Override
    public Sli sli() {
      return Sli.AVAILABILITY;
    }
  }

  /**
   * Records in which a field is not missing.
   *
   * @param present what says so: {@code Required}, or {@code NotMissing} with the words for it
   * @param denominator of which records
   * @param periods empty where it is judged over the objective's window
   */
  record Completeness(
      Promise promise,
      String path,
      List<Constraint> present,
      Denominator denominator,
      Optional<CalendarWindow> periods)
      implements Indicator {

    public Completeness {
      present = List.copyOf(present);
    }

    @Override
    public Sli sli() {
      return Sli.COMPLETENESS;
    }

    @Override
    public Optional<String> field() {
      return Optional.of(path);
    }
  }

  /**
   * Records whose value is right, of those that have one; of a rule over whole records, of all that
   * decode.
   *
   * @param path the field; empty for the record as a whole
   * @param valid all that a right value holds
   * @param periods empty where it is judged over the objective's window
   */
  record Accuracy(
      Promise promise,
      Optional<String> path,
      List<Constraint> valid,
      Optional<CalendarWindow> periods)
      implements Indicator {

    public Accuracy {
      valid = List.copyOf(valid);
    }

    @Override
    public Sli sli() {
      return Sli.ACCURACY;
    }

    @Override
    public Optional<String> field() {
      return path;
    }
  }

  /**
   * Keys of a population that had a compliant record in a calendar period, judged by its end and
   * grace.
   *
   * @param window the periods
   */
  record Coverage(Promise promise, List<String> key, Population population, CalendarWindow window)
      implements Indicator {

    public Coverage {
      key = List.copyOf(key);
    }

    @Override
    public Sli sli() {
      return Sli.COVERAGE;
    }

    @Override
    public Optional<CalendarWindow> periods() {
      return Optional.of(window);
    }
  }

  /**
   * Records whose key no other had in the window before.
   *
   * @param window within which a key is to come once: a calendar's period, or so long before
   * @param periods empty where it is judged over the objective's window
   */
  record Uniqueness(
      Promise promise, List<String> key, Window window, Optional<CalendarWindow> periods)
      implements Indicator {

    public Uniqueness {
      key = List.copyOf(key);
    }

    @Override
    public Sli sli() {
      return Sli.UNIQUENESS;
    }
  }

  /**
   * Compliant records in a calendar period.
   *
   * @param window the periods
   */
  record Volume(Promise promise, CalendarWindow window) implements Indicator {
    @Override
    public Sli sli() {
      return Sli.VOLUME;
    }

    @Override
    public Optional<CalendarWindow> periods() {
      return Optional.of(window);
    }
  }
}
