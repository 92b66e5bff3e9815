package io.sluice.pipeline.count;

import io.sluice.engine.objective.Current;
import io.sluice.engine.objective.Status;
import java.time.Duration;

/**
 * The meters of what contracts promise. Names are Micrometer's; Prometheus prints them with
 * underscores, counters with {@code _total}, and those that have a unit with it.
 *
 * <p>For each contract one instance shows them: the one that measures it. All stand from the moment
 * it does, before the first record: counters at zero or more, of which only increases mean
 * something, gauges at NaN where there is nothing to judge. So a meter that is missing says that
 * nobody measures. They change with the clock, whether records come or not. What was counted is not
 * counted otherwise later: revisions change gauges alone.
 */
public final class SliMeters {

  /**
   * Counter {@code sluice_sli_events_total}: what was judged. Records, whole UTC minutes, periods
   * whose end, deadline or grace has passed, or keys of a population, once for each period.
   */
  public static final String EVENTS = "sluice.sli.events";

  /** Counter {@code sluice_sli_good_total}: of {@link #EVENTS}, the good ones. */
  public static final String GOOD = "sluice.sli.good";

  /**
   * Gauge {@code sluice_sli_current}: whether the promise is kept at this moment, see {@link
   * #current}. Of a period that was missed: broken until it is there late, or the next is in time.
   */
  public static final String CURRENT = "sluice.sli.current";

  /**
   * Gauge {@code sluice_sli_period_good}: the good ones of the newest calendar period that has
   * begun, as they stand.
   */
  public static final String PERIOD_GOOD = "sluice.sli.period.good";

  /** Gauge {@code sluice_sli_period_events}: of how many. */
  public static final String PERIOD_EVENTS = "sluice.sli.period.events";

  /**
   * Gauge {@code sluice_sli_judged_timestamp_seconds}: the end of the last whole minute that was
   * judged, in seconds since 1970. Of a contract, not of an indicator.
   */
  public static final String JUDGED = "sluice.sli.judged.timestamp";

  /** Gauge {@code sluice_slo_status}: how the objective stands, see {@link #status}. */
  public static final String STATUS = "sluice.slo.status";

  /**
   * Gauge {@code sluice_slo_compliance_ratio}: the share of the good ones over the objective's
   * window, from 0 to 1.
   */
  public static final String COMPLIANCE = "sluice.slo.compliance.ratio";

  /**
   * Gauge {@code sluice_slo_budget_left_ratio}: how much of the error budget is left, from 1 down;
   * below 0 more was used than there was.
   */
  public static final String BUDGET_LEFT = "sluice.slo.budget.left.ratio";

  /**
   * Gauge {@code sluice_slo_burn_rate}: how fast the error budget is used up over a {@link
   * #WINDOW}. There for each window of the objective's {@code BurnAlerts}.
   */
  public static final String BURN_RATE = "sluice.slo.burn.rate";

  /**
   * Gauge {@code sluice_freshness_seconds}: the age of the newest compliant event, now, by the
   * contract's first promise of freshness.
   */
  public static final String FRESHNESS = "sluice.freshness";

  /**
   * Gauge {@code sluice_lag_records}: raw records that are committed and not judged yet, over all
   * partitions, as the broker says it.
   */
  public static final String LAG = "sluice.lag";

  /** Base unit of {@link #JUDGED} and {@link #FRESHNESS}. */
  public static final String SECONDS = "seconds";

  /** Base unit of {@link #LAG}. */
  public static final String RECORDS = "records";

  /** Tag: the contract's id. */
  public static final String CONTRACT = PipelineMeters.CONTRACT;

  /** Tag beside {@link #CONTRACT}: its major version, of which several can be measured. */
  public static final String MAJOR = PipelineMeters.MAJOR;

  /**
   * Tag: the indicator's id, which is that of the SLA property or the rule; not its kind, of which
   * a contract can have several.
   */
  public static final String SLI = "sli";

  /** Tag of {@link #BURN_RATE}: how far it looks back, see {@link #window}. */
  public static final String WINDOW = "window";

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private SliMeters() {}

  /**
   * A length of time as the tag {@link #WINDOW} and Prometheus write it, in one unit: {@code 5m},
   * {@code 6h}, {@code 3d}.
   *
   * @throws IllegalArgumentException for none, and for parts of a second
   */
  public static String window(Duration length) {
    long seconds = length.toSeconds();
    if (seconds <= 0 || length.toNanosPart() != 0) {
      throw new IllegalArgumentException("no window: " + length);
    } else if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    } else if (seconds % HOUR == 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
  }

  /** The value of {@link #STATUS}: 0 unknown, 1 OK, 2 at risk, 3 breached. */
  public static int status(Status status) {
    return switch (status) {
      case UNKNOWN -> 0;
      case OK -> 1;
      case AT_RISK -> 2;
      case BREACHED -> 3;
    };
  }

  /** The value of {@link #CURRENT}: 1 kept, 0 broken, NaN where there is nothing to judge. */
  public static double current(Current current) {
    return switch (current) {
      case KEPT -> 1;
      case BROKEN -> 0;
      case UNKNOWN -> Double.NaN;
    };
  }
}
