package io.sluice.engine.sli;

import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Deadlines;
import io.sluice.engine.objective.Periods;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code timeOfAvailability}: a time of day, its zone, and the period that it is about. */
final class DeadlineReader {

  /** Of cron's forms, those that mean one day of each day, week or month. */
  private static final Pattern CRON =
      Pattern.compile("(\\d{1,2})\\s+(\\d{1,2})\\s+(\\*|\\d{1,2})\\s+\\*\\s+(\\*|\\d)");

  private static final String CRON_FORMS =
      "write minute and hour, then * * * (each day), * * 1 (each Monday; 7 is Sunday) or 5 * * (the"
          + " 5th; at most the 28th)";

  private final SlaReader slas;
  private final WindowReader windows;
  private final PromiseReport report;

  DeadlineReader(SlaReader slas, WindowReader windows, PromiseReport report) {
    this.slas = slas;
    this.windows = windows;
    this.report = report;
  }

  /** What a schedule says: of which period, on which day of the next one, at what time. */
  private record Schedule(CalendarUnit unit, int day, @Nullable LocalTime time) {}

  @Nullable Indicator read(SlaProperty sla, Arrival arrival) {
    Zoned value = value(sla);
    Schedule schedule = schedule(sla, value);
    String eventTime = slas.eventTime(sla);
    if (value == null || schedule == null || eventTime == null) {
      return null;
    }
    Deadlines deadlines =
        new Deadlines(
            new Periods.Calendar(schedule.unit(), value.zone()), value.time(), schedule.day());
    return new Indicator.Deadline(
        slas.promise(sla, eventTime, Optional.empty()), deadlines, arrival);
  }

  // ---- the time of day

  private record Zoned(LocalTime time, ZoneId zone) {}

  /** {@code 06:00} with a zone beside it, or {@code 06:00+01:00} as the standard's examples do. */
  private @Nullable Zoned value(SlaProperty sla) {
    String text = sla.value() == null ? "" : sla.value().strip();
    String zone = sla.valueExt();
    try {
      if (zone != null) {
        LocalTime time = LocalTime.parse(text);
        ZoneId id = windows.zone(zone.strip(), sla.at("valueExt"));
        return id == null ? null : new Zoned(time, id);
      }
      OffsetTime time = OffsetTime.parse(text);
      ZoneOffset offset = time.getOffset();
      return new Zoned(time.toLocalTime(), offset);
    } catch (DateTimeException e) {
      report.value(
          sla.at("value"),
          sla.property(),
          "a time of day such as \"06:00\" with the zone in valueExt, or \"06:00+01:00\" without");
      return null;
    }
  }

  // ---- the day

  private @Nullable Schedule schedule(SlaProperty sla, @Nullable Zoned value) {
    CalendarUnit unit = unit(sla);
    if (sla.unit() != null && unit == null) {
      return null;
    } else if (sla.schedule() == null) {
      return new Schedule(unit == null ? CalendarUnit.DAY : unit, 1, null);
    }
    Schedule schedule = cron(sla);
    if (schedule == null) {
      return null;
    } else if (unit != null && unit != schedule.unit()) {
      report.scheduleSaysOther(sla.at("schedule"), sla.schedule(), "unit " + sla.unit());
      return null;
    } else if (value != null && !value.time().equals(schedule.time())) {
      report.scheduleSaysOther(sla.at("schedule"), sla.schedule(), "value " + sla.value());
      return null;
    }
    return schedule;
  }

  private @Nullable CalendarUnit unit(SlaProperty sla) {
    String word = sla.unit();
    Optional<CalendarUnit> unit =
        Optional.ofNullable(word)
            .flatMap(w -> Lengths.unit(w.strip()))
            .flatMap(Lengths.Unit::calendar);
    if (word != null && (unit.isEmpty() || unit.get() == CalendarUnit.YEAR)) {
      report.unit(sla.at("unit"), word, "d, w, mo (the period that has to be there)");
      return null;
    }
    return unit.orElse(null);
  }

  private @Nullable Schedule cron(SlaProperty sla) {
    String text = String.valueOf(sla.schedule()).strip();
    Matcher cron = CRON.matcher(text);
    Schedule schedule = cron.matches() ? schedule(cron) : null;
    if (schedule == null) {
      report.schedule(sla.at("schedule"), text, CRON_FORMS);
    }
    return schedule;
  }

  private static @Nullable Schedule schedule(Matcher cron) {
    int minute = Integer.parseInt(cron.group(1));
    int hour = Integer.parseInt(cron.group(2));
    boolean anyDate = cron.group(3).equals("*");
    boolean anyWeekday = cron.group(4).equals("*");
    if (minute > 59 || hour > 23 || (!anyDate && !anyWeekday)) {
      return null;
    }
    LocalTime time = LocalTime.of(hour, minute);
    if (!anyDate) {
      int day = Integer.parseInt(cron.group(3));
      return day < 1 || day > Deadlines.LAST_DAY_OF_MONTH
          ? null
          : new Schedule(CalendarUnit.MONTH, day, time);
    } else if (!anyWeekday) {
      // To cron, Sunday is 0 and 7; to ISO 8601 it ends the week.
      int day = Integer.parseInt(cron.group(4));
      return day > 7 ? null : new Schedule(CalendarUnit.WEEK, day == 0 ? 7 : day, time);
    }
    return new Schedule(CalendarUnit.DAY, 1, time);
  }
}
