package io.sluice.engine.change;

import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Sentences;
import io.sluice.engine.sli.Arrival;
import io.sluice.engine.sli.CalendarWindow;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import java.util.List;
import java.util.Optional;

/** Promises in words for people. */
final class PromiseWords {

  private PromiseWords() {}

  /** Its kind, and its id where that is another word. */
  static String subject(Indicator indicator) {
    String word = indicator.sli().word();
    return word.equals(indicator.id()) ? word : word + " " + indicator.id();
  }

  /** What is promised, by which bound and which time. */
  static String words(Indicator indicator) {
    String own =
        switch (indicator) {
          case Indicator.Adherence adherence -> "the share of compliant records";
          case Indicator.Latency latency -> "at most " + Sentences.of(latency.atMost());
          case Indicator.Freshness freshness -> "at most " + Sentences.of(freshness.atMost());
          case Indicator.Deadline deadline -> words(deadline);
          case Indicator.Frequency frequency -> "a record in each " + frequency.intervals();
          case Indicator.Availability availability ->
              availability.mostLag().isPresent()
                  ? "with at most " + availability.mostLag().getAsLong() + " records waiting"
                  : "enforcing";
          case Indicator.Completeness completeness ->
              "%s is there, of %s records%s"
                  .formatted(
                      completeness.path(),
                      completeness.denominator().word(),
                      periods(completeness.periods()));
          case Indicator.Accuracy accuracy ->
              accuracy.path().orElse("the record")
                  + " "
                  + Words.demands(accuracy.valid())
                  + periods(accuracy.periods());
          case Indicator.Coverage coverage ->
              "a record for each %s of %s%s"
                  .formatted(
                      Words.list(coverage.key()),
                      words(coverage.population()),
                      periods(Optional.of(coverage.window())));
          case Indicator.Uniqueness uniqueness ->
              "%s once in %s".formatted(Words.list(uniqueness.key()), uniqueness.window());
          case Indicator.Volume volume -> "records" + periods(Optional.of(volume.window()));
        };
    String bound = indicator.promise().bound().map(held -> ", " + held).orElse("");
    String eventTime = indicator.promise().eventTime();
    return own + bound + (eventTime == null ? "" : ", by " + eventTime);
  }

  private static String words(Indicator.Deadline deadline) {
    Deadlines due = deadline.deadlines();
    return "each %s by %s on day %d after it, once %s"
            .formatted(
                due.periods(),
                due.time(),
                due.day(),
                switch (deadline.arrival()) {
                  case Arrival.MinRows(long rows) -> rows + (rows == 1 ? " row is" : " rows are");
                  case Arrival.OfCoverage(String rule) -> rule + " is";
                })
        + " there";
  }

  private static String words(Population population) {
    return switch (population) {
      case Population.Count(long keys) -> String.valueOf(keys);
      case Population.Values(List<String> keys) -> keys.size() + " that are listed";
      case Population.Topic topic -> "those in " + topic.topic();
    };
  }

  private static String periods(Optional<CalendarWindow> window) {
    return window
        .map(
            w ->
                " in each "
                    + w.periods()
                    + (w.grace().isZero() ? "" : ", " + Sentences.of(w.grace()) + " of grace"))
        .orElse("");
  }
}
