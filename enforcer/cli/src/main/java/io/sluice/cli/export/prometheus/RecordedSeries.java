package io.sluice.cli.export.prometheus;

import io.sluice.cli.export.Selector;
import io.sluice.cli.export.Series;
import io.sluice.cli.export.Subject;
import io.sluice.pipeline.count.SliMeters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is recorded of a contract, under the names that the Site Reliability Workbook's readers know
 * such series by: one series whichever instance measures it, so that an alert does not begin anew
 * when another takes over.
 */
public final class RecordedSeries {

  /**
   * How fast the error budget is used up, by {@code contract}, {@code major}, {@code sli}, {@code
   * window}.
   */
  public static final String BURN_RATE = "slo:burn_rate:max";

  /**
   * The share that was bad in the last five minutes, by {@code contract}, {@code major}, {@code
   * sli}.
   */
  public static final String ERRORS = "slo:sli_error:ratio_rate5m";

  /** The share that has to be good, by {@code contract}, {@code major}, {@code sli}. */
  public static final String OBJECTIVE = "slo:objective:ratio";

  private RecordedSeries() {}

  /** The rules that record them. */
  static List<Map<String, Object>> rules(Subject subject) {
    List<Map<String, Object>> rules = new ArrayList<>();
    rules.add(
        rule(
            BURN_RATE,
            "max by (contract, major, sli, window) (%s)"
                .formatted(Selector.of(Series.BURN_RATE, subject)),
            labels(subject)));
    rules.add(
        rule(
            ERRORS,
            """
            1 - sum by (contract, major, sli) (rate(%s[5m]))
            / sum by (contract, major, sli) (rate(%s[5m]))
            """
                .formatted(Selector.of(Series.GOOD, subject), Selector.of(Series.EVENTS, subject)),
            labels(subject)));
    for (Subject.Held held : subject.held()) {
      BigDecimal share = held.objective().target().percent().movePointLeft(2);
      Map<String, String> labels = labels(subject);
      labels.put(SliMeters.SLI, Template.literal(held.indicator().id()));
      rules.add(
          rule(
              OBJECTIVE,
              "vector(%s)".formatted(share.stripTrailingZeros().toPlainString()),
              labels));
    }
    return rules;
  }

  /** Promtool takes rules for duplicates that only their expressions tell apart. */
  private static Map<String, String> labels(Subject subject) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(SliMeters.CONTRACT, Template.literal(subject.id()));
    labels.put(SliMeters.MAJOR, Integer.toString(subject.major().number()));
    return labels;
  }

  private static Map<String, Object> rule(
      String record, String expression, Map<String, String> labels) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("record", record);
    rule.put("expr", expression);
    rule.put("labels", labels);
    return rule;
  }
}
