package io.sluice.cli.export;

import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.count.SliMeters;

/** The names that Prometheus knows the meters by. */
public final class Series {

  public static final String RECORDS = counter(PipelineMeters.RECORDS);
  public static final String VIOLATIONS = counter(PipelineMeters.VIOLATIONS);
  public static final String STATE = name(PipelineMeters.STATE);

  public static final String EVENTS = counter(SliMeters.EVENTS);
  public static final String GOOD = counter(SliMeters.GOOD);
  public static final String CURRENT = name(SliMeters.CURRENT);
  public static final String PERIOD_GOOD = name(SliMeters.PERIOD_GOOD);
  public static final String PERIOD_EVENTS = name(SliMeters.PERIOD_EVENTS);
  public static final String JUDGED = in(SliMeters.SECONDS, SliMeters.JUDGED);
  public static final String STATUS = name(SliMeters.STATUS);
  public static final String COMPLIANCE = name(SliMeters.COMPLIANCE);
  public static final String BUDGET_LEFT = name(SliMeters.BUDGET_LEFT);
  public static final String BURN_RATE = name(SliMeters.BURN_RATE);
  public static final String FRESHNESS = in(SliMeters.SECONDS, SliMeters.FRESHNESS);
  public static final String LAG = in(SliMeters.RECORDS, SliMeters.LAG);

  private Series() {}

  private static String name(String meter) {
    return meter.replace('.', '_');
  }

  private static String counter(String meter) {
    return name(meter) + "_total";
  }

  private static String in(String unit, String meter) {
    return name(meter) + "_" + unit;
  }
}
