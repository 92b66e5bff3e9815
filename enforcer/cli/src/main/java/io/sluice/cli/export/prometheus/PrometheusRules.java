package io.sluice.cli.export.prometheus;

import io.sluice.cli.export.Subject;
import io.sluice.engine.objective.BurnAlerts;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.count.SliMeters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of rules for Prometheus: a group for each contract. */
public final class PrometheusRules {

  private PrometheusRules() {}

  /** The document that a file of rules holds. */
  public static Map<String, Object> of(List<Subject> subjects) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("groups", subjects.stream().map(PrometheusRules::group).toList());
    return document;
  }

  private static Map<String, Object> group(Subject subject) {
    List<Map<String, Object>> rules = new ArrayList<>(RecordedSeries.rules(subject));
    alerts(subject).forEach(alert -> rules.add(rule(subject, alert)));
    Map<String, Object> group = new LinkedHashMap<>();
    // Within a group rules are evaluated one after the other: alerts see what was just recorded.
    group.put("name", subject.group());
    group.put("rules", rules);
    return group;
  }

  private static List<Alert> alerts(Subject subject) {
    List<Alert> alerts = new ArrayList<>(new PipelineAlerts(subject).alerts());
    for (Indicator indicator : subject.indicators()) {
      alerts.addAll(new PromiseAlerts(subject, indicator).alerts());
    }
    return alerts;
  }

  private static Map<String, Object> rule(Subject subject, Alert alert) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("alert", alert.name());
    rule.put("expr", alert.expression());
    if (!alert.pending().isZero()) {
      rule.put("for", SliMeters.window(alert.pending()));
    }
    rule.put("labels", labels(subject, alert));
    rule.put("annotations", annotations(subject, alert));
    return rule;
  }

  /** What Alertmanager routes by. */
  private static Map<String, String> labels(Subject subject, Alert alert) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("severity", alert.severity().word());
    labels.put(PipelineMeters.CONTRACT, Template.literal(subject.id()));
    labels.put(PipelineMeters.MAJOR, Integer.toString(subject.major().number()));
    String domain = subject.contract().domain();
    if (domain != null) {
      labels.put("domain", Template.literal(domain));
    }
    subject.team().ifPresent(team -> labels.put("owner", Template.literal(team)));
    alert
        .about()
        .ifPresent(
            indicator -> {
              labels.put("sli", Template.literal(indicator.id()));
              labels.put("indicator", indicator.sli().word());
            });
    return labels;
  }

  private static Map<String, String> annotations(Subject subject, Alert alert) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", alert.summary());
    annotations.put("runbook", Template.literal(alert.runbook()));
    annotations.put("contract_version", subject.contract().version().toString());
    annotations.put("owner", Template.literal(subject.owner()));
    annotations.put("support", Template.literal(subject.support()));
    return annotations;
  }

  /** What has no alert, and why: a sentence each. */
  public static List<String> notes(Subject subject) {
    List<String> notes = new ArrayList<>();
    for (Indicator indicator : subject.indicators()) {
      String name = subject.id() + " " + indicator.id() + ": ";
      if (indicator.burns()) {
        indicator
            .promise()
            .objective()
            .ifPresentOrElse(
                o -> BurnAlerts.of(o).leftOut().forEach(why -> notes.add(name + why)),
                () -> notes.add(name + "no objective, so no alert on its burn rate"));
      }
    }
    return notes;
  }
}
