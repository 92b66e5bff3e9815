package io.sluice.engine.observe;

import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be observed in each record of a contract, each thing once, however many indicators go
 * by it. An {@link Observation} holds them in this order.
 *
 * @param times the paths of the event times
 * @param values the indicators that judge a value, or the record: of completeness and of accuracy
 * @param keys the paths of the fields that make up each key
 */
public record Observables(List<String> times, List<Indicator> values, List<List<String>> keys) {

  /** What stands for the place of what is not observed. */
  public static final int NOWHERE = -1;

  public Observables {
    times = List.copyOf(times);
    values = List.copyOf(values);
    keys = List.copyOf(keys);
  }

  /** All that the indicators of some promises need. */
  public static Observables of(Promises promises) {
    List<String> times = new ArrayList<>();
    List<Indicator> values = new ArrayList<>();
    List<List<String>> keys = new ArrayList<>();
    for (Indicator indicator : promises.indicators()) {
      String time = indicator.promise().eventTime();
      if (time != null && !times.contains(time)) {
        times.add(time);
      }
      switch (indicator) {
        case Indicator.Completeness completeness -> values.add(completeness);
        case Indicator.Accuracy accuracy -> values.add(accuracy);
        case Indicator.Coverage coverage -> add(coverage.key(), keys);
        case Indicator.Uniqueness uniqueness -> add(uniqueness.key(), keys);
        case Indicator.Adherence adherence -> {}
        case Indicator.Latency latency -> {}
        case Indicator.Freshness freshness -> {}
        case Indicator.Deadline deadline -> {}
        case Indicator.Frequency frequency -> {}
        case Indicator.Availability availability -> {}
        case Indicator.Volume volume -> {}
      }
    }
    return new Observables(times, values, keys);
  }

  private static void add(List<String> key, List<List<String>> keys) {
    if (!keys.contains(key)) {
      keys.add(key);
    }
  }

  /** The place of an indicator's event time; {@link #NOWHERE} where it has none. */
  public int time(Indicator indicator) {
    @Nullable String path = indicator.promise().eventTime();
    return path == null ? NOWHERE : times.indexOf(path);
  }

  /** The place of what an indicator judges. */
  public int value(Indicator indicator) {
    return values.indexOf(indicator);
  }

  /** The place of an indicator's key. */
  public int key(Indicator indicator) {
    return keys.indexOf(indicator.key());
  }
}
