package io.sluice.cli.export.prometheus;

import io.sluice.cli.export.Selector;
import io.sluice.cli.export.Series;
import io.sluice.cli.export.Subject;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.PipelineState;
import io.sluice.pipeline.count.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Alerts on what every contract has: its pipeline, the measuring, and dead letters that come as a
 * flood.
 */
final class PipelineAlerts {

  private static final int RUNNING = new PipelineState.Running().code();

  /** As long as an instance takes to restart, or partitions take to move, nothing is amiss. */
  private static final Duration SETTLING = Duration.ofMinutes(5);

  /** What is judged lags behind the clock by up to two minutes when all is well. */
  private static final Duration UNJUDGED = Duration.ofMinutes(5);

  /** A few letters are no flood, whatever share of a trickle they are. */
  private static final int FLOOD_LETTERS = 10;

  /** The least share of rejected records that is one. */
  private static final BigDecimal FLOOD_PERCENT = BigDecimal.TEN;

  /** What is left to others is no measure of what is rejected. */
  private static final List<String> LEFT =
      Stream.of(Outcome.values())
          .filter(outcome -> !outcome.isConsumed())
          .map(Outcome::tag)
          .toList();

  private final Subject subject;
  private final String name;

  PipelineAlerts(Subject subject) {
    this.subject = subject;
    this.name = Template.literal(subject.id());
  }

  List<Alert> alerts() {
    return List.of(absent(), notRunning(), instanceNotRunning(), flood(), unmeasured());
  }

  // ---- the pipeline

  private Alert absent() {
    return alert(
        "SluicePipelineAbsent",
        Severity.PAGE,
        "absent(%s)".formatted(Selector.of(Series.STATE, subject)),
        SETTLING,
        name + ": no instance of Sluice has its pipeline",
        standstill("No instance of Sluice that Prometheus reads knows this contract.")
            .look(
                "GET /health/readiness of the service",
                "which contracts it enforces, and why not this one: refused, left out, not registered")
            .look(
                "the targets of Prometheus",
                "whether the service's instances are up, and are read at /prometheus")
            .then(
                "start the service, or publish the contract again (bin/sluice publish). Where the"
                    + " contract was taken out of service, take its rules out of Prometheus."));
  }

  private Alert notRunning() {
    return alert(
        "SluicePipelineNotRunning",
        Severity.PAGE,
        "max by (contract, major) (%s == bool %d) == 0"
            .formatted(Selector.of(Series.STATE, subject), RUNNING),
        SETTLING,
        name + ": its pipeline runs on no instance",
        states(standstill("Every instance has the pipeline in a state other than running.")));
  }

  private Alert instanceNotRunning() {
    String state = Selector.of(Series.STATE, subject).toString();
    return alert(
        "SluicePipelineInstanceNotRunning",
        Severity.TICKET,
        """
        %s != %d
        and on (contract, major) max by (contract, major) (%s == bool %d) == 1
        """
            .formatted(state, RUNNING, state, RUNNING),
        Duration.ofMinutes(15),
        name + ": its pipeline does not run on {{ $labels.instance }}, state " + Template.VALUE,
        states(
            Runbook.of(
                subject,
                "Other instances run. Partitions of an instance that waits (2) or is paused (4) stand"
                    + " still; those of one that failed (5) have moved to the others.")));
  }

  private Runbook standstill(String why) {
    return Runbook.of(
        subject,
        why
            + " Nothing reaches %s. Raw records are not lost, they wait in %s, for as long as that"
                .formatted(subject.binding().productTopic(), subject.binding().rawTopic())
            + " topic retains them.");
  }

  private static Runbook states(Runbook runbook) {
    return runbook
        .look(
            "GET /health/readiness of each instance",
            "the state in a word, and the reason: what it waits for, or what somebody has to do")
        .then(
            "don't restart an instance that waits, it goes on by itself: mend what it waits for"
                + " (registry, Kafka, a topic, a permission). Failed and paused ones say what to do.");
  }

  // ---- dead letters

  private Alert flood() {
    String violating =
        "sum by (contract, major) (increase(%s[10m]))"
            .formatted(
                Selector.of(Series.RECORDS, subject).with("outcome", Outcome.VIOLATING.tag()));
    String consumed =
        "sum by (contract, major) (increase(%s[10m]))"
            .formatted(Selector.of(Series.RECORDS, subject).without("outcome", LEFT));
    BigDecimal percent = floodPercent();
    return alert(
        "SluiceDeadLetterFlood",
        Severity.PAGE,
        """
        %s
        / %s > %s
        and %s >= %d
        """
            .formatted(
                violating,
                consumed,
                percent.movePointLeft(2).stripTrailingZeros().toPlainString(),
                violating,
                FLOOD_LETTERS),
        Duration.ofMinutes(1),
        name + ": " + Template.VALUE_AS_PERCENTAGE + " of the records of 10 minutes are rejected",
        Runbook.of(
                subject,
                "More than %s %% of the raw records break the contract, and go to %s in place of %s."
                        .formatted(
                            percent.stripTrailingZeros().toPlainString(),
                            subject.binding().deadLetterTopic(),
                            subject.binding().productTopic())
                    + " Mostly a producer has changed what it sends.")
            .run(
                "dlq list",
                "--from 1h",
                "what is broken, by rule and by writer schema, and since when: one schema id means"
                    + " one release of a producer")
            .run("dlq show", "--newest --limit 1", "one letter: its values, and what is wrong")
            .then(
                "tell the producer, with rule, schema id and time of the first letter; have it rolled"
                    + " back. The letters keep each record byte for byte."));
  }

  /** No flood is what the contract's own objective allows for. */
  private BigDecimal floodPercent() {
    return subject.indicators(Indicator.Adherence.class).stream()
        .flatMap(a -> a.promise().objective().stream())
        .map(o -> o.target().budgetPercent())
        .reduce(FLOOD_PERCENT, BigDecimal::max);
  }

  // ---- the measuring

  private Alert unmeasured() {
    String judged = Selector.of(Series.JUDGED, subject).toString();
    return alert(
        "SluiceMeasuringStopped",
        Severity.PAGE,
        """
        absent(%s)
        or time() - max by (contract, major) (%s) > %d
        """
            .formatted(judged, judged, UNJUDGED.toSeconds()),
        SETTLING,
        name + ": nobody measures what it promises",
        Runbook.of(
                subject,
                "Nothing is judged, so that no other alert on the promises of this contract can fire."
                    + " Records may be enforced all the same.")
            .look(
                "GET /health/readiness of the service",
                "whether it measures, and what it waits for: Kafka, or a topic of its own")
            .run("sli", "", "when each promise was judged last")
            .then("mend what it waits for. Minutes that were missed are judged afterwards."));
  }

  private static Alert alert(
      String name,
      Severity severity,
      String expression,
      Duration pending,
      String summary,
      Runbook runbook) {
    return new Alert(
        name, severity, expression, pending, Optional.empty(), summary, runbook.text());
  }
}
