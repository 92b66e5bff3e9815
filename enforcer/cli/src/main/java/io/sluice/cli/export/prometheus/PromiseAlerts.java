package io.sluice.cli.export.prometheus;

import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.Selector;
import io.sluice.cli.export.Series;
import io.sluice.cli.export.Subject;
import io.sluice.engine.objective.BurnAlert;
import io.sluice.engine.objective.BurnAlerts;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Status;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.count.SliMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Alerts on one promise: on the burn rate where it has an error budget, on the miss where it is
 * about periods, on being broken now, and on not being measured.
 *
 * <p>All but those on dead letters read what is judged by the clock, so that they fire where
 * nothing arrives at all.
 */
final class PromiseAlerts {

  /** A version of the contract that is not enforced yet may promise what no one measures. */
  private static final Duration UNMEASURED = Duration.ofMinutes(15);

  private static final Duration SILENT = Duration.ofHours(1);

  private final Subject subject;
  private final Indicator indicator;
  private final String name;

  PromiseAlerts(Subject subject, Indicator indicator) {
    this.subject = subject;
    this.indicator = indicator;
    this.name = Template.literal(subject.id() + " " + indicator.id());
  }

  List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    indicator.promise().objective().ifPresent(objective -> addOnObjective(objective, alerts));
    switch (indicator) {
      case Indicator.Freshness f -> {
        alerts.add(stale(f));
        alerts.add(silent());
      }
      case Indicator.Deadline d -> alerts.add(missed("SluiceDeadlineMissed", Severity.PAGE));
      case Indicator.Frequency f -> alerts.add(missed("SluiceFrequencyMissed", Severity.PAGE));
      case Indicator.Coverage c -> alerts.add(missed("SluiceCoverageMissed", Severity.TICKET));
      case Indicator.Volume v -> alerts.add(missed("SluiceVolumeMissed", Severity.TICKET));
      case Indicator.Availability a -> a.mostLag().ifPresent(most -> alerts.add(lag(most)));
      case Indicator.Adherence a -> {}
      case Indicator.Latency l -> {}
      case Indicator.Completeness c -> addOnPeriods(alerts);
      case Indicator.Accuracy a -> addOnPeriods(alerts);
      case Indicator.Uniqueness u -> addOnPeriods(alerts);
    }
    alerts.add(absent());
    return alerts;
  }

  private void addOnPeriods(List<Alert> alerts) {
    if (indicator.periods().isPresent()) {
      alerts.add(missed("SluicePeriodMissed", Severity.TICKET));
    }
  }

  // ---- the objective

  private void addOnObjective(Objective objective, List<Alert> alerts) {
    if (indicator.burns()) {
      BurnAlerts burning = BurnAlerts.of(objective);
      for (BurnAlert.Urgency urgency : BurnAlert.Urgency.values()) {
        List<BurnAlert> pairs =
            burning.alerts().stream().filter(alert -> alert.urgency() == urgency).toList();
        if (!pairs.isEmpty()) {
          alerts.add(burns(objective, Severity.of(urgency), pairs));
        }
      }
    }
    alerts.add(breached(objective));
  }

  private Alert burns(Objective objective, Severity severity, List<BurnAlert> pairs) {
    String windows =
        pairs.stream()
            .map(p -> "%s over %s".formatted(p.factor().toPlainString(), window(p.longWindow())))
            .collect(Collectors.joining(", or above "));
    return alert(
        "SluiceSloBurns",
        severity,
        pairs.stream()
            .map(this::burns)
            .collect(Collectors.joining("or\n", "max without (window) (\n", ")\n")),
        Duration.ZERO,
        name + ": its error budget burns " + Template.VALUE + " times as fast as it lasts",
        runbook(
            "The error budget of %s burns at a rate above %s, and goes on to. At a rate of 1 it"
                    .formatted(objective, windows)
                + " lasts for just the whole window."));
  }

  private String burns(BurnAlert alert) {
    return """
      %s > %s
      and ignoring (window) %s > %s
    """
        .formatted(
            burnRate(alert.longWindow()),
            alert.factor().toPlainString(),
            burnRate(alert.shortWindow()),
            alert.factor().toPlainString());
  }

  private Selector burnRate(Duration window) {
    return selector(RecordedSeries.BURN_RATE).with(SliMeters.WINDOW, window(window));
  }

  private static String window(Duration window) {
    return SliMeters.window(window);
  }

  private Alert breached(Objective objective) {
    return alert(
        "SluiceSloBreached",
        Severity.TICKET,
        "max by (contract, major, sli) (%s) == %d"
            .formatted(selector(Series.STATUS), SliMeters.status(Status.BREACHED)),
        Duration.ofMinutes(5),
        name + ": its objective is breached",
        runbook(
            "Promised is %s, and it was not: the error budget is used up.".formatted(objective)));
  }

  // ---- now

  private Alert stale(Indicator.Freshness freshness) {
    boolean isItsFreshness = subject.isItsFreshness(freshness);
    String expression =
        isItsFreshness
            ? "min by (contract, major) (%s) > %s"
                .formatted(Selector.of(Series.FRESHNESS, subject), seconds(freshness.atMost()))
            : isBroken();
    String age = isItsFreshness ? Template.VALUE_AS_DURATION : "more than it may be";
    return alert(
        "SluiceFreshnessBroken",
        pagedByBudget() ? Severity.TICKET : Severity.PAGE,
        expression,
        pagedByBudget() ? Duration.ZERO : Duration.ofMinutes(2),
        name + ": its newest record is " + age + " old",
        runbook("No compliant record has come for longer than promised. It is broken now."));
  }

  /** Where the budget's alert wakes somebody, this one need not. */
  private boolean pagedByBudget() {
    return indicator.promise().objective().stream()
        .flatMap(objective -> BurnAlerts.of(objective).alerts().stream())
        .anyMatch(alert -> alert.urgency() == BurnAlert.Urgency.PAGE);
  }

  private Alert silent() {
    // NaN, which alone is not equal to itself, is what there is where nothing can be judged.
    String current = "min by (contract, major, sli) (%s)".formatted(selector(Series.CURRENT));
    return alert(
        "SluiceNothingToJudge",
        Severity.TICKET,
        "%s != %s".formatted(current, current),
        SILENT,
        name + ": no compliant record was ever seen, so there is nothing to judge",
        runbook("The contract is measured, and no record that keeps it has come since it is."));
  }

  private Alert missed(String alert, Severity severity) {
    return alert(
        alert,
        severity,
        isBroken(),
        Duration.ZERO,
        name + ": the last period that was due did not keep the promise",
        runbook(
            "The period that was judged last did not keep it. The alert ends when the period is"
                + " there after all, late, or when the next one keeps it."));
  }

  private String isBroken() {
    return "min by (contract, major, sli) (%s) == 0".formatted(selector(Series.CURRENT));
  }

  private Alert lag(long most) {
    return alert(
        "SluiceLagTooHigh",
        pagedByBudget() ? Severity.TICKET : Severity.PAGE,
        "max by (contract, major) (%s) > %d".formatted(Selector.of(Series.LAG, subject), most),
        Duration.ofMinutes(5),
        name + ": " + Template.VALUE + " raw records wait to be judged",
        runbook("More than %d raw records wait: consumers get them late.".formatted(most)));
  }

  // ---- the measuring

  private Alert absent() {
    return alert(
        "SluiceSliAbsent",
        Severity.TICKET,
        """
        absent(%s)
        and on (contract, major) max by (contract, major) (%s)
        """
            .formatted(selector(Series.EVENTS), Selector.of(Series.JUDGED, subject)),
        UNMEASURED,
        name + ": is not measured, while other promises of the contract are",
        Runbook.of(
                subject,
                indicator,
                "Nobody measures this promise. Mostly the version of the contract that is enforced is"
                    + " older than the one that the rules were made from.")
            .look(
                "the service's log, action=turn contract=%s:…".formatted(subject.id()),
                "the version of the contract that it enforces; a later one is taken by the next start")
            .then(
                "restart the service, or export the rules again (bin/sluice export prometheus)."));
  }

  // ---- all of them

  private Selector selector(String series) {
    return Selector.of(series, subject).with(SliMeters.SLI, indicator.id());
  }

  /** What it means, and where to look by the kind of promise. */
  private Runbook runbook(String means) {
    Runbook runbook =
        Runbook.of(subject, indicator, means)
            .run("sli", "", "how each promise stands: since when, and how much budget is left");
    return switch (indicator) {
      case Indicator.Adherence a -> rejected(runbook);
      case Indicator.Latency l ->
          waiting(runbook)
              .then(
                  "see whether records come late to the raw topic, or wait there: the lag tells.");
      case Indicator.Freshness f -> silence(runbook);
      case Indicator.Deadline d -> silence(runbook);
      case Indicator.Frequency f -> silence(runbook);
      case Indicator.Volume v -> silence(runbook);
      case Indicator.Availability a -> waiting(runbook);
      case Indicator.Coverage c ->
          rejected(runbook)
              .then(
                  "find the keys that are missing: rejected ones are among the dead letters, the"
                      + " others were never sent.");
      case Indicator.Completeness c -> values(runbook);
      case Indicator.Accuracy a -> values(runbook);
      case Indicator.Uniqueness u -> values(runbook);
    };
  }

  private static Runbook rejected(Runbook runbook) {
    return runbook
        .run("dlq list", "--from 6h", "what was rejected, by rule and by writer schema, since when")
        .run("dlq show", "--newest --limit 1", "one letter: its values, and what is wrong");
  }

  private Runbook waiting(Runbook runbook) {
    return runbook
        .look(
            "GET /health/readiness of the service",
            "whether the pipeline runs, or what it waits for")
        .look(
            "kafka-consumer-groups --describe --group " + subject.group(),
            "how many raw records wait, by partition");
  }

  private Runbook silence(Runbook runbook) {
    return rejected(waiting(runbook))
        .then(
            "where the pipeline runs, nothing waits and nothing is rejected, no records are sent: ask"
                + " the producers of %s.".formatted(subject.binding().rawTopic()));
  }

  private static Runbook values(Runbook runbook) {
    return runbook.then(
        "ask the producer what has changed: such records are not rejected, they stand in the product"
            + " topic.");
  }

  private static String seconds(Duration length) {
    return length.toMillis() % 1000 == 0
        ? Long.toString(length.toSeconds())
        : PromiseWords.length(length).replace("ms", "e-3");
  }

  private Alert alert(
      String alert,
      Severity severity,
      String expression,
      Duration pending,
      String summary,
      Runbook runbook) {
    return new Alert(
        alert, severity, expression, pending, Optional.of(indicator), summary, runbook.text());
  }
}
