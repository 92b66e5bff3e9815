package io.sluice.engine.sli;

import io.sluice.engine.contract.Comparison;
import io.sluice.engine.contract.Comparison.Operator;
import io.sluice.engine.contract.Comparison.Unit;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Target;
import io.sluice.engine.objective.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rules that count over many records: those with a tolerance, and those of metrics. */
final class MeasureReader {

  /** After the point, and before it: numbers of more are written to wear out who computes. */
  static final int MOST_DIGITS = 18;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal MOST = BigDecimal.TEN.pow(MOST_DIGITS);

  /** What rows are counted in where a rule does not say. */
  private static final Periods.Calendar UTC_DAYS =
      new Periods.Calendar(CalendarUnit.DAY, ZoneOffset.UTC);

  private final Elements elements;
  private final @Nullable String eventTime;
  private final ObjectiveReader objectives;
  private final Denominator denominator;
  private final PromiseReport report;
  private final WindowReader windows;

  /**
   * @param eventTime the contract's own, of rules that name none; null where it has none
   */
  MeasureReader(
      Elements elements,
      @Nullable String eventTime,
      ObjectiveReader objectives,
      Denominator denominator,
      PromiseReport report) {
    this.elements = elements;
    this.eventTime = eventTime;
    this.objectives = objectives;
    this.denominator = denominator;
    this.report = report;
    this.windows = new WindowReader(report);
  }

  /**
   * The indicator of a rule with a tolerance; null, with a finding, where it makes no sense.
   *
   * @param path the field that it is about; null for the object as a whole
   */
  @Nullable Indicator measure(Rule rule, Constraint.Measure measure, @Nullable String path) {
    return switch (measure.metric()) {
      case "rowCount" -> path == null ? volume(rule, measure) : misplaced(rule, measure);
      case "duplicateValues" -> uniqueness(rule, measure, path);
      case "populationCoverage" ->
          path == null ? coverage(rule, measure) : misplaced(rule, measure);
      case "nullValues", "missingValues" -> path == null ? null : completeness(rule, measure, path);
      default -> accuracy(rule, measure, path);
    };
  }

  private @Nullable Indicator misplaced(Rule rule, Constraint.Measure measure) {
    report.ofRecords(rule.location(), rule.id(), measure.metric());
    return null;
  }

  /**
   * The indicator of a rule that routes, which the contract has an objective for.
   *
   * @param holds all that the rule demands
   * @param path the field that it is about; null for the object as a whole
   */
  Indicator routing(Rule rule, List<Constraint> holds, @Nullable String path) {
    Promise promise =
        new Promise(
            rule.id(),
            eventTime,
            Optional.empty(),
            objectives.of(rule.id(), Optional.empty()),
            rule.description(),
            rule.location());
    boolean isPresence =
        rule.constraint() instanceof Constraint.Required
            || rule.constraint() instanceof Constraint.NotMissing;
    return isPresence && path != null
        // Records without it are no compliant ones, so of these it is always complete.
        ? new Indicator.Completeness(promise, path, holds, Denominator.CONSUMED, Optional.empty())
        : new Indicator.Accuracy(promise, Optional.ofNullable(path), holds, Optional.empty());
  }

  /** The indicator of a key that the contract marks, which promises nothing by itself. */
  Indicator.Uniqueness marked(String id, List<String> key, boolean isPromised, Location location) {
    Optional<Bound> none =
        isPromised
            ? Optional.of(
                new Bound(
                    Bound.Counted.BAD,
                    new Comparison(Operator.MUST_BE, BigDecimal.ZERO, null, Unit.PERCENT)))
            : Optional.empty();
    return new Indicator.Uniqueness(
        new Promise(
            id, eventTime, none, objectives.of(id, none.flatMap(Bound::target)), null, location),
        key,
        new Window.OfCalendar(UTC_DAYS),
        Optional.empty());
  }

  // ---- of values

  private @Nullable Indicator completeness(Rule rule, Constraint.Measure measure, String path) {
    Measured measured = measured(rule, measure, Bound.Counted.BAD);
    return measured == null
        ? null
        : new Indicator.Completeness(
            measured.promise(), path, measure.values(), denominator, measured.periods());
  }

  private @Nullable Indicator accuracy(
      Rule rule, Constraint.Measure measure, @Nullable String path) {
    boolean isCel = measure.metric().equals("cel");
    if (isCel) {
      knownKeys(measure, List.of("expression", "unit", "window", "grace", "element"));
    }
    Measured measured = measured(rule, measure, isCel ? Bound.Counted.GOOD : Bound.Counted.BAD);
    return measured == null
        ? null
        : new Indicator.Accuracy(
            measured.promise(), Optional.ofNullable(path), measure.values(), measured.periods());
  }

  /** What rules over values share: their promise, and the calendar that they are judged by. */
  private record Measured(Promise promise, Optional<CalendarWindow> periods) {}

  private @Nullable Measured measured(
      Rule rule, Constraint.Measure measure, Bound.Counted counted) {
    CalendarWindow window = window(measure, measure.comparison().unit() == Unit.ROWS);
    boolean isWindowed =
        measure.arguments().child("window").isPresent() || measure.comparison().unit() == Unit.ROWS;
    if (isWindowed && window == null) {
      return null;
    }
    Promise promise = promise(rule, measure, counted, isWindowed);
    return promise == null ? null : new Measured(promise, Optional.ofNullable(window));
  }

  // ---- of records

  private @Nullable Indicator volume(Rule rule, Constraint.Measure measure) {
    CalendarWindow window = window(measure, true);
    if (measure.comparison().unit() == Unit.PERCENT) {
      report.bound(rule.location(), rule.id(), "counts rows, of which there is no percentage");
      return null;
    }
    Promise promise = promise(rule, measure, Bound.Counted.ALL, true);
    return window == null || promise == null || needsEventTime(rule, promise)
        ? null
        : new Indicator.Volume(promise, window);
  }

  private @Nullable Indicator uniqueness(
      Rule rule, Constraint.Measure measure, @Nullable String path) {
    Written properties = measure.arguments().child("properties").orElse(null);
    List<String> key =
        path == null ? keys(properties, rule.location(), "duplicateValues") : List.of(path);
    Window window =
        measure
            .arguments()
            .child("window")
            .map(windows::window)
            .orElse(new Window.OfCalendar(UTC_DAYS));
    if (path != null && properties != null) {
      report.ofRecords(properties.location(), rule.id(), "duplicateValues of several properties");
      return null;
    } else if (key == null || window == null) {
      return null;
    }
    Duration grace = grace(measure);
    boolean countsRows = measure.comparison().unit() == Unit.ROWS;
    if (countsRows && !(window instanceof Window.OfCalendar)) {
      report.bound(
          rule.location(),
          rule.id(),
          "counts duplicates in rows, which needs a calendar window such as {calendar: P1D}");
      return null;
    }
    if (!countsRows) {
      measure.arguments().child("grace").ifPresent(g -> report.graceOfShare(g.location()));
    }
    Promise promise = promise(rule, measure, Bound.Counted.BAD, countsRows);
    Optional<CalendarWindow> periods =
        countsRows && window instanceof Window.OfCalendar(Periods.Calendar calendar)
            ? Optional.of(new CalendarWindow(calendar, grace))
            : Optional.empty();
    return promise == null ? null : new Indicator.Uniqueness(promise, key, window, periods);
  }

  private @Nullable Indicator coverage(Rule rule, Constraint.Measure measure) {
    Written.Entries arguments = measure.arguments();
    knownKeys(
        measure, List.of("metric", "key", "population", "window", "grace", "element", "unit"));
    List<String> key =
        keys(arguments.child("key").orElse(null), rule.location(), "populationCoverage");
    Population population =
        new PopulationReader(report)
            .read(arguments.child("population").orElse(null), arguments.location());
    if (key != null
        && key.size() > 1
        && population != null
        && !(population instanceof Population.Count)) {
      report.population(
          arguments.child("population").orElseThrow().location(),
          "a count where a key has several fields");
      return null;
    }
    if (arguments.child("window").isEmpty()) {
      report.window(arguments.location(), "given: coverage is that of a calendar's period");
      return null;
    }
    CalendarWindow window = window(measure, true);
    Promise promise = promise(rule, measure, Bound.Counted.GOOD, true);
    return key == null
            || population == null
            || window == null
            || promise == null
            || needsEventTime(rule, promise)
        ? null
        : new Indicator.Coverage(promise, key, population, window);
  }

  private boolean needsEventTime(Rule rule, Promise promise) {
    if (promise.eventTime() == null) {
      report.needsElement(rule.location(), "rule " + rule.id());
    }
    return promise.eventTime() == null;
  }

  /** The paths of one field or several; null, with a finding, where they are none. */
  private @Nullable List<String> keys(@Nullable Written written, Location at, String what) {
    List<Written> names =
        switch (written) {
          case Written.Items items -> items.items();
          case Written.Single single -> List.of(single);
          case null, default -> List.of();
        };
    if (names.isEmpty()) {
      report.noKey(at, what);
      return null;
    }
    List<String> paths =
        names.stream()
            .map(name -> elements.key(name.text().orElse(""), name.location()))
            .flatMap(path -> Optional.ofNullable(path).stream())
            .toList();
    return paths.size() == names.size() ? paths : null;
  }

  // ---- what all of them have

  /**
   * @param isWindowed whether the bound is that of each period, and not of the objective's window
   */
  private @Nullable Promise promise(
      Rule rule, Constraint.Measure measure, Bound.Counted counted, boolean isWindowed) {
    if (!isSane(rule, measure.comparison())) {
      return null;
    }
    Written element = measure.arguments().child("element").orElse(null);
    String time =
        element == null ? eventTime : elements.time(element.text().orElse(""), element.location());
    if (element != null && time == null) {
      return null;
    }
    Bound bound = new Bound(counted, measure.comparison());
    Optional<Target> own = isWindowed ? Optional.empty() : bound.target();
    return new Promise(
        rule.id(),
        time,
        Optional.of(bound),
        objectives.of(rule.id(), own),
        rule.description(),
        rule.location());
  }

  /** Whether a bound can be kept, and can be broken. */
  private boolean isSane(Rule rule, Comparison comparison) {
    BigDecimal bound = comparison.bound();
    BigDecimal upper = comparison.upper() == null ? bound : comparison.upper();
    boolean isPercent = comparison.unit() == Unit.PERCENT;
    Operator operator = comparison.operator();
    if (upper.compareTo(MOST) > 0 || Math.max(bound.scale(), upper.scale()) > MOST_DIGITS) {
      report.bound(rule.location(), rule.id(), "is held to a number of too many digits");
      return false;
    }
    if (bound.signum() < 0 || (isPercent && upper.compareTo(HUNDRED) > 0)) {
      report.bound(
          rule.location(),
          rule.id(),
          isPercent ? "is held to what is no share of 100 %" : "is held to a count below 0");
      return false;
    }
    boolean isNever =
        (operator == Operator.LESS_THAN && bound.signum() == 0)
            || (isPercent && operator == Operator.GREATER_THAN && bound.compareTo(HUNDRED) == 0);
    boolean isAlways =
        (operator == Operator.GREATER_OR_EQUAL && bound.signum() == 0)
            || (isPercent && operator == Operator.LESS_OR_EQUAL && bound.compareTo(HUNDRED) == 0);
    if (isNever || isAlways) {
      report.bound(rule.location(), rule.id(), isNever ? "can't be kept" : "can't be broken");
    }
    return !isNever && !isAlways;
  }

  /** The calendar window of a rule; null where it has none, or, with a finding, makes no sense. */
  private @Nullable CalendarWindow window(Constraint.Measure measure, boolean isNeeded) {
    Written window = measure.arguments().child("window").orElse(null);
    if (window == null && !isNeeded) {
      measure.arguments().child("grace").ifPresent(g -> report.graceOfNothing(g.location()));
      return null;
    }
    Duration grace = grace(measure);
    Periods.Calendar periods = window == null ? UTC_DAYS : windows.calendar(window);
    return periods == null ? null : new CalendarWindow(periods, grace);
  }

  private Duration grace(Constraint.Measure measure) {
    Written grace = measure.arguments().child("grace").orElse(null);
    Duration length = grace == null ? null : windows.length(grace, "grace");
    return length == null ? Duration.ZERO : length;
  }

  private void knownKeys(Constraint.Measure measure, List<String> known) {
    measure
        .arguments()
        .entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key) && Operator.parse(key).isEmpty()) {
                report.unknownKey(value.location(), key, "the implementation of a rule", known);
              }
            });
  }
}
