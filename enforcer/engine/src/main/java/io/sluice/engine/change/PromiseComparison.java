package io.sluice.engine.change;

import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Sentences;
import io.sluice.engine.objective.Target;
import io.sluice.engine.sli.Arrival;
import io.sluice.engine.sli.Bound;
import io.sluice.engine.sli.CalendarWindow;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.engine.sli.Promises;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Compares what two revisions promise over time, and how often they promise to keep it. */
final class PromiseComparison {

  private static final Comparator<Deadlines> IN_THE_PERIOD =
      Comparator.comparingInt(Deadlines::day).thenComparing(Deadlines::time);

  private final ChangeLog log;
  private final Revision before;
  private final Revision after;

  /** What a field's path is called now. */
  private final UnaryOperator<String> renamed;

  PromiseComparison(ChangeLog log, Revision before, Revision after, UnaryOperator<String> renamed) {
    this.log = log;
    this.before = before;
    this.after = after;
    this.renamed = renamed;
  }

  void compare() {
    Promises was = Promises.of(before.contract());
    Promises now = Promises.of(after.contract());
    Map<String, Indicator> current =
        now.indicators().stream().collect(Collectors.toMap(Indicator::id, i -> i, (a, b) -> a));
    Set<String> seen = new HashSet<>();
    for (Indicator indicator : was.indicators()) {
      Indicator same = current.get(renamed.apply(indicator.id()));
      if (same == null) {
        removed(indicator);
      } else {
        seen.add(same.id());
        compare(indicator, same);
      }
    }
    now.indicators().stream().filter(i -> !seen.contains(i.id())).forEach(this::added);
    measuring(was, now);
  }

  private void removed(Indicator indicator) {
    log.add(
        ChangeKind.SLA_REMOVED,
        indicator.id(),
        indicator.promise().location(),
        after.at("slaProperties"),
        "%s is no longer promised: %s"
            .formatted(PromiseWords.subject(indicator), PromiseWords.words(indicator)));
  }

  private void added(Indicator indicator) {
    log.add(
        ChangeKind.SLA_ADDED,
        indicator.id(),
        before.at("slaProperties"),
        indicator.promise().location(),
        "%s is promised now: %s"
            .formatted(PromiseWords.subject(indicator), PromiseWords.words(indicator)));
  }

  private void compare(Indicator was, Indicator now) {
    Reach reach = reach(was, now);
    if (reach != Reach.SAME) {
      ChangeKind kind =
          switch (reach) {
            case WIDER -> ChangeKind.SLA_LOOSENED;
            case NARROWER -> ChangeKind.SLA_TIGHTENED;
            case SAME, OTHER -> ChangeKind.SLA_CHANGED;
          };
      log.add(
          kind,
          now.id(),
          was.promise().location(),
          now.promise().location(),
          "%s is %s, and was %s"
              .formatted(
                  PromiseWords.subject(now), PromiseWords.words(now), PromiseWords.words(was)));
    }
    objective(was, now);
  }

  // ---- what is promised

  /** A promise that is kept by more is looser. */
  private Reach reach(Indicator was, Indicator now) {
    Reach own =
        switch (now) {
          case Indicator.Adherence adherence -> sameKind(was, now);
          case Indicator.Latency latency when was instanceof Indicator.Latency old ->
              Reach.ofMost(latency.atMost().compareTo(old.atMost()));
          case Indicator.Freshness freshness when was instanceof Indicator.Freshness old ->
              Reach.ofMost(freshness.atMost().compareTo(old.atMost()));
          case Indicator.Deadline deadline when was instanceof Indicator.Deadline old ->
              deadlines(old.deadlines(), deadline.deadlines())
                  .and(arrival(old.arrival(), deadline.arrival()));
          case Indicator.Frequency frequency when was instanceof Indicator.Frequency old ->
              Reach.ofMost(frequency.intervals().nominal().compareTo(old.intervals().nominal()));
          case Indicator.Availability availability when was instanceof Indicator.Availability old ->
              lag(old.mostLag(), availability.mostLag());
          case Indicator.Completeness completeness when was instanceof Indicator.Completeness old ->
              Reaches.of(old.present(), completeness.present())
                  .and(same(old.denominator(), completeness.denominator()))
                  .and(windows(old.periods(), completeness.periods()));
          case Indicator.Accuracy accuracy when was instanceof Indicator.Accuracy old ->
              Reaches.of(old.valid(), accuracy.valid())
                  .and(windows(old.periods(), accuracy.periods()));
          case Indicator.Coverage coverage when was instanceof Indicator.Coverage old ->
              same(old.key().stream().map(renamed).toList(), coverage.key())
                  .and(population(old.population(), coverage.population()))
                  .and(window(old.window(), coverage.window()));
          case Indicator.Uniqueness uniqueness when was instanceof Indicator.Uniqueness old ->
              same(old.key().stream().map(renamed).toList(), uniqueness.key())
                  .and(
                      Reach.ofLeast(
                          uniqueness.window().nominal().compareTo(old.window().nominal())));
          case Indicator.Volume volume when was instanceof Indicator.Volume old ->
              window(old.window(), volume.window());
          default -> Reach.OTHER;
        };
    return own.and(bound(was, now)).and(eventTime(was, now));
  }

  private static Reach sameKind(Indicator was, Indicator now) {
    return was.sli() == now.sli() ? Reach.SAME : Reach.OTHER;
  }

  private static Reach same(Object was, Object now) {
    return was.equals(now) ? Reach.SAME : Reach.OTHER;
  }

  private static Reach deadlines(Deadlines was, Deadlines now) {
    return was.periods().equals(now.periods())
        ? Reach.ofMost(IN_THE_PERIOD.compare(now, was))
        : Reach.OTHER;
  }

  private static Reach arrival(Arrival was, Arrival now) {
    return was instanceof Arrival.MinRows(long old) && now instanceof Arrival.MinRows(long rows)
        ? Reach.ofLeast(Long.compare(rows, old))
        : same(was, now);
  }

  private static Reach lag(OptionalLong was, OptionalLong now) {
    return Reach.ofMost(Long.compare(now.orElse(Long.MAX_VALUE), was.orElse(Long.MAX_VALUE)));
  }

  private static Reach population(Population was, Population now) {
    if (was instanceof Population.Count(long old) && now instanceof Population.Count(long keys)) {
      return Reach.ofLeast(Long.compare(keys, old));
    } else if (was instanceof Population.Values(List<String> old)
        && now instanceof Population.Values(List<String> keys)) {
      // The fewer have to report, the looser is it.
      return Reaches.admitted(Set.copyOf(keys), Set.copyOf(old));
    }
    return same(was, now);
  }

  private static Reach windows(Optional<CalendarWindow> was, Optional<CalendarWindow> now) {
    return was.isPresent() && now.isPresent() ? window(was.get(), now.get()) : same(was, now);
  }

  private static Reach window(CalendarWindow was, CalendarWindow now) {
    return same(was.periods(), now.periods()).and(Reach.ofMost(now.grace().compareTo(was.grace())));
  }

  private static Reach bound(Indicator was, Indicator now) {
    Optional<Bound> old = was.promise().bound();
    Optional<Bound> bound = now.promise().bound();
    if (old.isEmpty() || bound.isEmpty()) {
      return old.isPresent() ? Reach.WIDER : bound.isPresent() ? Reach.NARROWER : Reach.SAME;
    }
    return old.get().counted() == bound.get().counted()
        ? Reaches.of(old.get().comparison(), bound.get().comparison())
        : Reach.OTHER;
  }

  private Reach eventTime(Indicator was, Indicator now) {
    String old = was.promise().eventTime();
    String current = now.promise().eventTime();
    return Optional.ofNullable(old).map(renamed).equals(Optional.ofNullable(current))
        ? Reach.SAME
        : Reach.OTHER;
  }

  // ---- how often it is promised

  private void objective(Indicator was, Indicator now) {
    Optional<Objective> old = was.promise().objective();
    Optional<Objective> objective = now.promise().objective();
    if (old.equals(objective)) {
      return;
    }
    if (objective.isEmpty()) {
      objective(
          ChangeKind.OBJECTIVE_REMOVED,
          was,
          now,
          "%s has no objective any more; it was %s".formatted(now.id(), old.orElseThrow()));
      return;
    } else if (old.isEmpty()) {
      objective(
          ChangeKind.OBJECTIVE_ADDED,
          was,
          now,
          "%s has an objective now: %s".formatted(now.id(), objective.get()));
      return;
    }
    // A target that is the rule's own bound was compared with it.
    boolean isBound =
        was.promise().bound().flatMap(Bound::target).isPresent()
            && now.promise().bound().flatMap(Bound::target).isPresent();
    Reach reach = isBound ? Reach.SAME : target(old.get().target(), objective.get().target());
    String words =
        "%s is to be kept by %s, and was by %s".formatted(now.id(), objective.get(), old.get());
    if (reach != Reach.SAME) {
      objective(
          reach == Reach.WIDER ? ChangeKind.OBJECTIVE_LOOSENED : ChangeKind.OBJECTIVE_TIGHTENED,
          was,
          now,
          words);
    } else if (!old.get().window().equals(objective.get().window())) {
      objective(ChangeKind.OBJECTIVE_WINDOW, was, now, words);
    }
  }

  private static Reach target(Target was, Target now) {
    int order = now.percent().compareTo(was.percent());
    if (order == 0) {
      return was.exclusive() == now.exclusive()
          ? Reach.SAME
          : now.exclusive() ? Reach.NARROWER : Reach.WIDER;
    }
    return Reach.ofLeast(order);
  }

  private void objective(ChangeKind kind, Indicator was, Indicator now, String message) {
    log.add(kind, now.id(), place(before, was), place(after, now), message);
  }

  private static Location place(Revision revision, Indicator indicator) {
    return revision
        .contract()
        .customProperty(Promises.OBJECTIVES_PROPERTY)
        .map(CustomProperty::written)
        .flatMap(objectives -> objectives.child(indicator.id()))
        .map(Written::location)
        .orElse(indicator.promise().location());
  }

  // ---- how it is measured

  private void measuring(Promises was, Promises now) {
    if (!was.clockSkew().equals(now.clockSkew())) {
      measuring(
          Promises.CLOCK_SKEW_PROPERTY,
          Sentences.of(was.clockSkew()),
          Sentences.of(now.clockSkew()));
    }
    if (!was.backfillOlderThan().equals(now.backfillOlderThan())) {
      measuring(
          Promises.BACKFILL_PROPERTY,
          length(was.backfillOlderThan()),
          length(now.backfillOlderThan()));
    }
  }

  private static String length(Optional<Duration> length) {
    return length.map(Sentences::of).orElse("nothing");
  }

  private void measuring(String setting, String was, String now) {
    log.add(
        ChangeKind.MEASURING_CHANGED,
        setting,
        before.setting(setting),
        after.setting(setting),
        "%s is %s, and was %s: what is measured is not comparable".formatted(setting, now, was));
  }
}
