package io.sluice.cli.export;

import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.sli.Arrival;
import io.sluice.engine.sli.Bound;
import io.sluice.engine.sli.CalendarWindow;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.pipeline.count.SliMeters;
import java.time.Duration;
import java.util.Optional;

/** What is promised, for people who have never seen the contract. */
public final class PromiseWords {

  private PromiseWords() {}

  /** An indicator's promise in a sentence, with the objective that it is held to. */
  public static String sentence(Indicator indicator, Subject subject) {
    return promise(indicator, subject.binding().productTopic())
        + demand(indicator).map(demand -> ": " + demand).orElse("")
        + ".";
  }

  /** What has to be good: of periods that are judged one by one, what each has to keep. */
  private static Optional<String> demand(Indicator indicator) {
    Optional<String> bound = indicator.promise().bound().map(Bound::toString);
    Optional<String> objective = indicator.promise().objective().map(Objective::toString);
    return indicator.periods().isPresent() ? bound.or(() -> objective) : objective.or(() -> bound);
  }

  private static String promise(Indicator indicator, String topic) {
    return switch (indicator) {
      case Indicator.Adherence a -> "Records keep the contract, and so reach " + topic;
      case Indicator.Latency l ->
          "Records reach %s within %s of their %s".formatted(topic, length(l.atMost()), time(l));
      case Indicator.Freshness f ->
          "The newest %s in %s is at most %s ago".formatted(time(f), topic, length(f.atMost()));
      case Indicator.Deadline d ->
          "%s, %s".formatted(deadline(d.deadlines(), topic), arrival(d.arrival()));
      case Indicator.Frequency f ->
          "%s has a record for each %s, by %s".formatted(topic, f.intervals(), time(f));
      case Indicator.Availability a -> "Records are enforced as they come" + waiting(a);
      case Indicator.Completeness c ->
          "Field %s of records of %s is there".formatted(c.path(), topic);
      case Indicator.Accuracy a ->
          a.path()
              .map(path -> "Field %s of records of %s keeps rule %s".formatted(path, topic, a.id()))
              .orElseGet(() -> "Records of %s keep rule %s".formatted(topic, a.id()));
      case Indicator.Coverage c ->
          "Of %s each has a record in %s, by %s, for each %s"
              .formatted(
                  population(c.population()),
                  topic,
                  String.join(", ", c.key()),
                  period(c.window()));
      case Indicator.Uniqueness u ->
          "No two records of %s have the same %s within %s"
              .formatted(topic, String.join(", ", u.key()), u.window());
      case Indicator.Volume v ->
          "Records come to %s for each %s".formatted(topic, period(v.window()));
    };
  }

  private static String time(Indicator indicator) {
    return Optional.ofNullable(indicator.promise().eventTime()).orElse("event");
  }

  private static String deadline(Deadlines deadlines, String topic) {
    CalendarUnit unit = deadlines.periods().unit();
    String on = unit == CalendarUnit.DAY ? "" : " on day " + deadlines.day();
    return "The records of each %s are in %s by %s%s of the next"
        .formatted(deadlines.periods(), topic, deadlines.time(), on);
  }

  private static String arrival(Arrival arrival) {
    return switch (arrival) {
      case Arrival.MinRows(long rows) -> rows == 1 ? "one at least" : rows + " at least";
      case Arrival.OfCoverage(String rule) -> "as many as " + rule + " demands";
    };
  }

  private static String waiting(Indicator.Availability availability) {
    return availability.mostLag().isPresent()
        ? ", with at most %d waiting".formatted(availability.mostLag().getAsLong())
        : "";
  }

  private static String population(Population population) {
    return switch (population) {
      case Population.Count(long keys) -> keys + " keys";
      case Population.Values values -> values.keys().size() + " keys that the contract lists";
      case Population.Topic reference -> "the keys in topic " + reference.topic();
    };
  }

  private static String period(CalendarWindow window) {
    return window.grace().isZero()
        ? window.periods().toString()
        : window.periods() + " and " + length(window.grace()) + " more";
  }

  /** A length of time, in one unit. */
  public static String length(Duration length) {
    return length.toMillis() % 1000 == 0 ? SliMeters.window(length) : length.toMillis() + "ms";
  }
}
