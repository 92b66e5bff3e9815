package io.sluice.cli.export.openslo;

import io.sluice.cli.export.ObjectName;
import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.Selector;
import io.sluice.cli.export.Series;
import io.sluice.cli.export.Subject;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.objective.BurnAlert;
import io.sluice.engine.objective.BurnAlerts;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Objective;
import io.sluice.engine.objective.Target;
import io.sluice.engine.objective.Window;
import io.sluice.engine.sli.Indicator;
import io.sluice.pipeline.count.SliMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A contract's objectives as objects of OpenSLO v1. */
public final class OpenSloDocuments {

  private static final String VERSION = "openslo/v1";
  private static final String DATA_SOURCE = "prometheus";
  private static final int LONGEST_DESCRIPTION = 1050;

  /** That of a label of RFC 1123, which every implementation must take. */
  private static final int LONGEST_NAME = 63;

  private final Subject subject;

  private OpenSloDocuments(Subject subject) {
    this.subject = subject;
  }

  /** Where the indicators' series are. */
  public static Map<String, Object> dataSource(String url) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "Prometheus");
    spec.put("connectionDetails", Map.of("url", url));
    return object("DataSource", DATA_SOURCE, "Prometheus", spec);
  }

  /** The objects of a contract; those that others name come first. */
  public static List<Map<String, Object>> of(Subject subject) {
    return new OpenSloDocuments(subject).objects();
  }

  /** What OpenSLO can't say, and is left out: a sentence each. */
  public static List<String> notes(Subject subject) {
    return subject.held().stream()
        .filter(held -> !isSayable(held.objective()))
        .map(
            held ->
                "%s %s: OpenSLO has no target of 100 %%"
                    .formatted(subject.id(), held.indicator().id()))
        .toList();
  }

  private static boolean isSayable(Objective objective) {
    return objective.target().budgetPercent().signum() > 0;
  }

  private List<Map<String, Object>> objects() {
    List<Map<String, Object>> objects = new ArrayList<>();
    objects.add(service());
    objects.add(notificationTarget());
    for (Subject.Held held : subject.held()) {
      if (isSayable(held.objective())) {
        addObjective(held, objects);
      }
    }
    return objects;
  }

  private Map<String, Object> service() {
    Map<String, Object> spec = new LinkedHashMap<>();
    String purpose = subject.contract().purpose();
    spec.put(
        "description",
        description(
            "Data contract %s on topic %s. %sOwner: %s. Support: %s."
                .formatted(
                    subject.contract().coordinates(),
                    subject.binding().productTopic(),
                    purpose == null ? "" : purpose.strip() + " ",
                    subject.owner(),
                    subject.support())));
    return object("Service", name(), subject.title(), spec);
  }

  private Map<String, Object> notificationTarget() {
    Optional<SupportChannel> channel = subject.contract().support().stream().findFirst();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("description", description("Owner: " + subject.owner() + ", " + subject.support()));
    spec.put(
        "target",
        channel.map(c -> Objects.requireNonNullElse(c.tool(), c.channel())).orElse("on-call"));
    return object("AlertNotificationTarget", name(), subject.owner(), spec);
  }

  private void addObjective(Subject.Held held, List<Map<String, Object>> objects) {
    objects.add(indicator(held.indicator()));
    List<Map<String, Object>> policies = new ArrayList<>();
    List<BurnAlert> alerts =
        held.indicator().burns() ? BurnAlerts.of(held.objective()).alerts() : List.of();
    for (BurnAlert alert : alerts) {
      String name = name(held.indicator().id(), word(alert), shorthand(alert.longWindow()));
      objects.add(condition(name, held, alert));
      objects.add(policy(name, held));
      policies.add(Map.of("alertPolicyRef", name));
    }
    objects.add(slo(held, policies));
  }

  // ---- what is measured

  /**
   * The counters count periods, minutes and keys as they count records, so that good and total are
   * all there is to say.
   */
  private Map<String, Object> indicator(Indicator indicator) {
    Map<String, Object> ratio = new LinkedHashMap<>();
    ratio.put("counter", true);
    ratio.put("good", metric(Series.GOOD, indicator));
    ratio.put("total", metric(Series.EVENTS, indicator));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("description", description(PromiseWords.sentence(indicator, subject)));
    spec.put("ratioMetric", ratio);
    return object("SLI", name(indicator.id()), title(indicator), spec);
  }

  private Map<String, Object> metric(String series, Indicator indicator) {
    Selector selector = Selector.of(series, subject).with(SliMeters.SLI, indicator.id());
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("metricSourceRef", DATA_SOURCE);
    source.put("type", "Prometheus");
    source.put("spec", Map.of("query", "sum(%s)".formatted(selector)));
    return Map.of("metricSource", source);
  }

  // ---- what it is held to

  private Map<String, Object> slo(Subject.Held held, List<Map<String, Object>> policies) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(
        "description",
        description(
            PromiseWords.sentence(held.indicator(), subject)
                + exclusive(held.objective().target())));
    spec.put("service", name());
    spec.put("indicatorRef", name(held.indicator().id()));
    spec.put("timeWindow", List.of(window(held.objective().window())));
    spec.put("budgetingMethod", "Occurrences");
    spec.put("objectives", List.of(objective(held.objective())));
    if (!policies.isEmpty()) {
      spec.put("alertPolicies", policies);
    }
    return object("SLO", name(held.indicator().id()), title(held.indicator()), spec);
  }

  private static String exclusive(Target target) {
    return target.exclusive()
        ? " OpenSLO can't say \"more than\": the target here is \"at least\"."
        : "";
  }

  private static Map<String, Object> objective(Objective objective) {
    Map<String, Object> threshold = new LinkedHashMap<>();
    threshold.put("displayName", objective.toString());
    threshold.put("target", objective.target().percent().movePointLeft(2).stripTrailingZeros());
    return threshold;
  }

  private static Map<String, Object> window(Window window) {
    Map<String, Object> item = new LinkedHashMap<>();
    switch (window) {
      case Window.Rolling(Duration length) -> {
        item.put("duration", shorthand(length));
        item.put("isRolling", true);
      }
      case Window.OfCalendar calendar -> {
        Map<String, Object> from = new LinkedHashMap<>();
        // The first day of a month, a week and a year at once.
        from.put("startTime", "2024-01-01 00:00:00");
        from.put(
            "timeZone",
            calendar.periods().zone().getId().equals("Z")
                ? "UTC"
                : calendar.periods().zone().getId());
        item.put("duration", calendar.periods().every() + letter(calendar.periods().unit()));
        item.put("calendar", from);
        item.put("isRolling", false);
      }
    }
    return item;
  }

  private static String letter(CalendarUnit unit) {
    return switch (unit) {
      case DAY -> "d";
      case WEEK -> "w";
      case MONTH -> "M";
      case YEAR -> "Y";
    };
  }

  // ---- its alerts

  private Map<String, Object> condition(String name, Subject.Held held, BurnAlert alert) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("kind", "burnrate");
    condition.put("op", "gt");
    condition.put("threshold", alert.factor());
    condition.put("lookbackWindow", shorthand(alert.longWindow()));
    condition.put("alertAfter", shorthand(alert.shortWindow()));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(
        "description",
        description(
            "The error budget of %s burns more than %s times as fast as it lasts, over %s and over %s."
                .formatted(
                    held.indicator().id(),
                    alert.factor().toPlainString(),
                    shorthand(alert.longWindow()),
                    shorthand(alert.shortWindow()))));
    spec.put("severity", word(alert));
    spec.put("condition", condition);
    return object("AlertCondition", name, title(held.indicator()), spec);
  }

  private Map<String, Object> policy(String name, Subject.Held held) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("description", description(PromiseWords.sentence(held.indicator(), subject)));
    spec.put("alertWhenNoData", false);
    spec.put("alertWhenResolved", false);
    spec.put("alertWhenBreaching", true);
    spec.put("conditions", List.of(Map.of("conditionRef", name)));
    spec.put("notificationTargets", List.of(Map.of("targetRef", name())));
    return object("AlertPolicy", name, title(held.indicator()), spec);
  }

  private static String word(BurnAlert alert) {
    return switch (alert.urgency()) {
      case PAGE -> "page";
      case TICKET -> "ticket";
    };
  }

  /** A length of time in whole minutes at least, which is as short as OpenSLO has them. */
  private static String shorthand(Duration length) {
    return SliMeters.window(Duration.ofMinutes(Math.max(1, length.toMinutes())));
  }

  // ---- objects

  private String name(String... more) {
    String[] ids = new String[more.length + 1];
    ids[0] = subject.major().name();
    System.arraycopy(more, 0, ids, 1, more.length);
    return ObjectName.of(LONGEST_NAME, ids);
  }

  private String title(Indicator indicator) {
    return subject.title() + ": " + indicator.id();
  }

  private static String description(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_DESCRIPTION
        ? line
        : line.substring(0, LONGEST_DESCRIPTION - 1).strip() + "…";
  }

  private static Map<String, Object> object(
      String kind, String name, String displayName, Map<String, Object> spec) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("displayName", displayName);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", VERSION);
    object.put("kind", kind);
    object.put("metadata", metadata);
    object.put("spec", spec);
    return object;
  }
}
