package io.sluice.pipeline.measurement;

import io.sluice.pipeline.delta.Delta;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What was known at the end of each minute: the newest event times, whether the pipeline enforced,
 * and how far it lagged. Minutes that are not judged yet are kept apart, so that one that is judged
 * late is judged by what was known then.
 */
final class Knowledge {

  private static final long MINUTE = 60_000;

  /** What was learned in one minute. */
  private static final class Learned {
    private final Map<String, Long> newest = new TreeMap<>();
    private boolean enforced;
    private OptionalLong lag = OptionalLong.empty();
  }

  /** What is known of an event time. */
  private static final class Known {
    private OptionalLong newest = OptionalLong.empty();
    private long ahead;
    private long unreadable;

    void see(long event) {
      newest = OptionalLong.of(Math.max(newest.orElse(event), event));
    }
  }

  private final Map<String, Known> elements = new TreeMap<>();
  private final NavigableMap<Long, Learned> minutes = new TreeMap<>();
  private OptionalLong lag = OptionalLong.empty();

  /** Whether records were judged in the minute that has just ended. */
  private boolean enforced;

  static Knowledge of(Unpacker entry) {
    Knowledge knowledge = new Knowledge();
    for (int i = entry.count(); i > 0; i--) {
      Known known = knowledge.element(entry.text());
      known.newest = lag(entry);
      known.ahead = entry.number();
      known.unreadable = entry.number();
    }
    knowledge.lag = lag(entry);
    for (int i = entry.count(); i > 0; i--) {
      Learned learned = knowledge.minute(entry.number());
      learned.enforced = entry.flag();
      learned.lag = lag(entry);
      for (int j = entry.count(); j > 0; j--) {
        learned.newest.put(entry.text(), entry.number());
      }
    }
    return knowledge;
  }

  private static OptionalLong lag(Unpacker entry) {
    return entry.flag() ? OptionalLong.of(entry.number()) : OptionalLong.empty();
  }

  void pack(Packer entry) {
    entry.number(elements.size());
    elements.forEach(
        (element, known) -> {
          pack(entry.text(element), known.newest);
          entry.number(known.ahead).number(known.unreadable);
        });
    pack(entry, lag);
    entry.number(minutes.size());
    minutes.forEach(
        (minute, learned) -> {
          pack(entry.number(minute).flag(learned.enforced), learned.lag);
          entry.number(learned.newest.size());
          learned.newest.forEach((element, newest) -> entry.text(element).number(newest));
        });
  }

  private static void pack(Packer entry, OptionalLong number) {
    entry.flag(number.isPresent());
    number.ifPresent(entry::number);
  }

  private Known element(String element) {
    return elements.computeIfAbsent(element, e -> new Known());
  }

  private Learned minute(long minute) {
    return minutes.computeIfAbsent(minute, m -> new Learned());
  }

  private static long minuteOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), MINUTE);
  }

  // ---- learning

  /**
   * Takes in what a delta tells, as of the minute in which the last of its records was judged: that
   * is when readers could know.
   *
   * @param judgedUntil minutes before it are not judged again
   */
  void learn(Delta delta, Instant judgedUntil) {
    for (Delta.EventTimes times : delta.events()) {
      Known known = element(times.element());
      known.ahead += times.ahead();
      known.unreadable += times.unreadable();
    }
    Delta.Judged judged = delta.judged();
    if (judged == null) {
      return;
    }
    boolean isOpen = !judged.to().isBefore(judgedUntil);
    long minute = minuteOf(judged.to());
    for (Delta.EventTimes times : delta.events()) {
      Instant newest = times.newest();
      if (newest != null && isOpen) {
        minute(minute).newest.merge(times.element(), newest.toEpochMilli(), Math::max);
      } else if (newest != null) {
        element(times.element()).see(newest.toEpochMilli());
      }
    }
    // A commit that takes longer than a minute has been enforcing all the while.
    long first = Math.max(minuteOf(judged.from()), minuteOf(judgedUntil));
    for (long at = first; at <= minute; at++) {
      minute(at).enforced = true;
    }
  }

  /** Takes in how many records were committed and not judged yet. */
  void lag(Instant at, long records, Instant judgedUntil) {
    if (at.isBefore(judgedUntil)) {
      lag = OptionalLong.of(records);
    } else {
      minute(minuteOf(at)).lag = OptionalLong.of(records);
    }
  }

  // ---- telling

  /** Goes on to the end of a minute: from now on what was learned in it is known. */
  void endOf(Instant minute) {
    Learned learned = minutes.remove(minuteOf(minute));
    enforced = learned != null && learned.enforced;
    if (learned != null) {
      learned.newest.forEach((element, newest) -> element(element).see(newest));
      lag = learned.lag.isPresent() ? learned.lag : lag;
    }
  }

  /** Takes for known what was learned in minutes that are never judged. */
  void catchUp(Instant judgedUntil) {
    long first = minuteOf(judgedUntil);
    while (!minutes.isEmpty() && minutes.firstKey() < first) {
      endOf(Instant.ofEpochMilli(minutes.firstKey() * MINUTE));
    }
  }

  /** The newest event time of compliant records, in milliseconds; empty where there was none. */
  OptionalLong newest(String element) {
    Known known = elements.get(element);
    return known == null ? OptionalLong.empty() : known.newest;
  }

  /**
   * The newest event time, that of minutes which are not judged yet among them.
   *
   * @see #newest(String)
   */
  OptionalLong newestOfAll(String element) {
    OptionalLong open =
        minutes.values().stream()
            .filter(learned -> learned.newest.containsKey(element))
            .mapToLong(learned -> learned.newest.getOrDefault(element, Long.MIN_VALUE))
            .max();
    OptionalLong known = newest(element);
    return open.isPresent() && known.isPresent()
        ? OptionalLong.of(Math.max(open.getAsLong(), known.getAsLong()))
        : open.isPresent() ? open : known;
  }

  /** Compliant records that were dated further ahead of the clock than the contract admits. */
  long ahead(String element) {
    Known known = elements.get(element);
    return known == null ? 0 : known.ahead;
  }

  /** Whether records were judged in the minute that has just ended. */
  boolean hasEnforced() {
    return enforced;
  }

  /** How many records were waiting, as far as it was ever known. */
  OptionalLong lag() {
    return lag;
  }
}
