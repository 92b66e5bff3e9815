package io.sluice.engine.sli;

import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the promises under {@code slaProperties}. */
final class SlaReader {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern PERCENTILE = Pattern.compile("[pP](\\d{1,2}(?:\\.\\d{1,6})?)");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final List<String> PERCENT = List.of("percent", "%", "pct");

  /** The standard's words are of either case and have synonyms; those that a stream can measure. */
  private static final Map<String, String> WORDS =
      Map.of(
          "latency", "latency",
          "ly", "latency",
          "freshness", "freshness",
          "timeofavailability", "timeOfAvailability",
          "frequency", "frequency",
          "fy", "frequency",
          "availability", "availability",
          "av", "availability",
          "errorrate", "errorRate",
          "er", "errorRate");

  /** Words that are a quality rule's, and the metric that measures them. */
  private static final Map<String, String> OF_RULES =
      Map.of(
          "completeness", "nullValues",
          "accuracy", "invalidValues",
          "uniqueness", "duplicateValues",
          "volume", "rowCount",
          "coverage", "populationCoverage of engine sluice");

  private final Elements elements;
  private final @Nullable String defaultElement;
  private final ObjectiveReader objectives;
  private final Arrival arrival;
  private final PromiseReport report;
  private final WindowReader windows;

  SlaReader(
      Elements elements,
      @Nullable String defaultElement,
      ObjectiveReader objectives,
      Arrival arrival,
      PromiseReport report) {
    this.elements = elements;
    this.defaultElement = defaultElement;
    this.objectives = objectives;
    this.arrival = arrival;
    this.report = report;
    this.windows = new WindowReader(report);
  }

  /** The word of a promise that a stream can measure; empty for any other. */
  static Optional<String> word(SlaProperty sla) {
    return Optional.ofNullable(WORDS.get(sla.property().strip().toLowerCase(Locale.ROOT)));
  }

  /** What a promise is named by: its id, or else its word. */
  static String id(SlaProperty sla, String word) {
    return sla.id() == null ? word : sla.id();
  }

  /** The indicator of a promise; null where it is none, or, with a finding, makes no sense. */
  @Nullable Indicator read(SlaProperty sla) {
    Optional<String> word = word(sla);
    if (word.isEmpty()) {
      String stated = sla.property().strip().toLowerCase(Locale.ROOT);
      String metric = OF_RULES.get(stated);
      if (metric == null) {
        report.notOnAStream(sla.at("property"), sla.property());
      } else {
        report.isAQualityRule(sla.at("property"), stated, metric);
      }
      return null;
    }
    return switch (word.get()) {
      case "latency" -> latency(sla);
      case "freshness" -> freshness(sla);
      case "timeOfAvailability" -> new DeadlineReader(this, windows, report).read(sla, arrival);
      case "frequency" -> frequency(sla);
      case "availability" -> availability(sla);
      default -> errorRate(sla);
    };
  }

  Promise promise(SlaProperty sla, @Nullable String eventTime, Optional<Target> own) {
    String id = id(sla, word(sla).orElseThrow());
    return new Promise(
        id, eventTime, Optional.empty(), objectives.of(id, own), sla.description(), sla.location());
  }

  /** The path of the field that says when a record happened; null, with a finding, without one. */
  @Nullable String eventTime(SlaProperty sla) {
    String element = sla.element() == null ? defaultElement : sla.element();
    if (element == null) {
      report.needsElement(sla.at("property"), sla.property());
      return null;
    }
    return elements.time(element, sla.at("element"));
  }

  // ---- on records

  private @Nullable Indicator latency(SlaProperty sla) {
    Duration atMost = length(sla);
    String eventTime = eventTime(sla);
    Optional<BigDecimal> percentile = Optional.empty();
    String extension = sla.valueExt();
    if (extension != null) {
      Matcher matcher = PERCENTILE.matcher(extension.strip());
      BigDecimal percent = matcher.matches() ? new BigDecimal(matcher.group(1)) : BigDecimal.ZERO;
      if (percent.signum() <= 0) {
        report.extension(sla.at("valueExt"), sla.property(), "a percentile such as p95");
        return null;
      }
      percentile = Optional.of(percent);
    }
    if (atMost == null || eventTime == null) {
      return null;
    }
    return new Indicator.Latency(
        promise(sla, eventTime, percentile.map(Target::atLeast)), atMost, percentile);
  }

  private @Nullable Indicator freshness(SlaProperty sla) {
    if (sla.valueExt() != null) {
      report.extensionSaysNothing(sla.at("valueExt"), sla.property());
    }
    Duration atMost = length(sla);
    String eventTime = eventTime(sla);
    return atMost == null || eventTime == null
        ? null
        : new Indicator.Freshness(promise(sla, eventTime, Optional.empty()), atMost);
  }

  private @Nullable Indicator errorRate(SlaProperty sla) {
    BigDecimal errors = percent(sla, percent -> percent.signum() >= 0);
    return errors == null || isHundred(errors, sla)
        ? null
        : new Indicator.Adherence(
            promise(sla, null, Optional.of(Target.atLeast(HUNDRED.subtract(errors)))));
  }

  private boolean isHundred(BigDecimal errors, SlaProperty sla) {
    boolean isHundred = errors.compareTo(HUNDRED) == 0;
    if (isHundred) {
      report.value(sla.at("value"), sla.property(), "below 100");
    }
    return isHundred;
  }

  // ---- on the pipeline

  private @Nullable Indicator availability(SlaProperty sla) {
    BigDecimal percent = percent(sla, value -> value.signum() > 0);
    OptionalLong mostLag = OptionalLong.empty();
    String extension = sla.valueExt();
    if (extension != null) {
      if (!WHOLE.matcher(extension.strip()).matches()) {
        report.extension(
            sla.at("valueExt"), sla.property(), "the most records that may wait, such as 10000");
        return null;
      }
      mostLag = OptionalLong.of(Long.parseLong(extension.strip()));
    }
    return percent == null
        ? null
        : new Indicator.Availability(
            promise(sla, null, Optional.of(Target.atLeast(percent))), mostLag);
  }

  // ---- on the calendar

  private @Nullable Indicator frequency(SlaProperty sla) {
    ZoneId zone = zoneOfFrequency(sla);
    Periods intervals = zone == null ? null : intervals(sla, zone);
    String eventTime = eventTime(sla);
    return intervals == null || eventTime == null
        ? null
        : new Indicator.Frequency(promise(sla, eventTime, Optional.empty()), intervals);
  }

  /** The standard's own example has a number there, and says nothing of what it means. */
  private @Nullable ZoneId zoneOfFrequency(SlaProperty sla) {
    String extension = sla.valueExt();
    if (extension != null && number(extension) != null) {
      report.extensionSaysNothing(sla.at("valueExt"), sla.property());
      return ZoneOffset.UTC;
    }
    return extension == null ? ZoneOffset.UTC : windows.zone(extension.strip(), sla.at("valueExt"));
  }

  private @Nullable Periods intervals(SlaProperty sla, ZoneId zone) {
    BigDecimal many = sla.value() == null ? null : number(sla.value());
    Lengths.Unit unit = sla.unit() == null ? null : Lengths.unit(sla.unit().strip()).orElse(null);
    CalendarUnit calendar = unit == null ? null : unit.calendar().orElse(null);
    if (many != null && calendar != null) {
      boolean isCount = many.signum() > 0 && many.stripTrailingZeros().scale() <= 0;
      if (!isCount || many.compareTo(HUNDRED) > 0) {
        report.value(sla.at("value"), sla.property(), "a whole number of " + calendar.word() + "s");
        return null;
      }
      return new Periods.Calendar(calendar, many.intValueExact(), zone);
    }
    Duration length = length(sla);
    if (length != null && length.compareTo(Duration.ofMinutes(1)) < 0) {
      report.interval(sla.at("value"));
      return null;
    }
    return length == null ? null : new Periods.Even(length);
  }

  // ---- values

  /** A length of time: a number and its unit, or both as text, or as ISO 8601 has it. */
  private @Nullable Duration length(SlaProperty sla) {
    String value = sla.value();
    BigDecimal number = value == null ? null : number(value);
    if (value == null || (number == null && (sla.unit() != null || !isLength(value)))) {
      report.value(sla.at("value"), sla.property(), "a number, whose unit stands in unit");
      return null;
    } else if (number == null) {
      return Lengths.parse(value).orElseThrow();
    } else if (sla.unit() == null) {
      report.needsUnit(sla.at("value"), sla.property(), Lengths.UNITS);
      return null;
    }
    Optional<Lengths.Unit> unit = Lengths.unit(sla.unit().strip());
    if (unit.isEmpty()) {
      report.unit(sla.at("unit"), sla.unit(), Lengths.UNITS);
      return null;
    } else if (unit.get().length().isEmpty()) {
      report.noFixedLength(sla.at("unit"), sla.property());
      return null;
    }
    Optional<Duration> length = Lengths.of(number, unit.get());
    if (length.isEmpty()) {
      report.value(sla.at("value"), sla.property(), "above 0, and at most ten years");
    }
    return length.orElse(null);
  }

  private static boolean isLength(String value) {
    return Lengths.parse(value).isPresent();
  }

  private @Nullable BigDecimal percent(SlaProperty sla, Function<BigDecimal, Boolean> isLegal) {
    BigDecimal value = sla.value() == null ? null : number(sla.value());
    if (sla.unit() == null) {
      report.needsUnit(sla.at("value"), sla.property(), "percent");
      return null;
    } else if (!PERCENT.contains(sla.unit().strip().toLowerCase(Locale.ROOT))) {
      report.unit(sla.at("unit"), sla.unit(), "percent");
      return null;
    } else if (value == null || !isLegal.apply(value) || value.compareTo(HUNDRED) > 0) {
      report.value(sla.at("value"), sla.property(), "a share in percent");
      return null;
    }
    return value;
  }

  private static @Nullable BigDecimal number(String text) {
    return text.strip().matches("-?\\d{1,18}(\\.\\d{1,18})?") ? new BigDecimal(text.strip()) : null;
  }
}
