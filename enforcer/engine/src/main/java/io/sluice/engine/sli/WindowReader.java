package io.sluice.engine.sli;

import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import io.sluice.engine.objective.CalendarUnit;
import io.sluice.engine.objective.Periods;
import io.sluice.engine.objective.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads windows: {@code 30d}, {@code {rolling: 30d}}, {@code {calendar: P1M, timezone: …}}. */
final class WindowReader {

  private static final Map<String, CalendarUnit> CALENDARS =
      Map.of("P1D", CalendarUnit.DAY, "P1W", CalendarUnit.WEEK, "P1M", CalendarUnit.MONTH);

  private static final List<String> KEYS = List.of("calendar", "timezone", "rolling");

  private static final String CALENDAR_WINDOW =
      "{calendar: P1D, P1W or P1M, timezone: an IANA zone}";

  private final PromiseReport report;

  WindowReader(PromiseReport report) {
    this.report = report;
  }

  /** A window of either kind; null, with a finding, where it is none. */
  @Nullable Window window(Written written) {
    if (written instanceof Written.Entries entries) {
      if (!areKnown(entries)) {
        return null;
      }
      Optional<Written> rolling = entries.child("rolling");
      if (rolling.isEmpty()) {
        Periods.Calendar periods = calendar(entries);
        return periods == null ? null : new Window.OfCalendar(periods);
      } else if (entries.keys().size() == 1) {
        return rolling(rolling.get());
      }
    }
    return rolling(written);
  }

  private @Nullable Window rolling(Written written) {
    Optional<Duration> length = written.text().flatMap(Lengths::parse);
    if (length.isEmpty()) {
      report.window(written.location(), "a length of time such as 30d, or " + CALENDAR_WINDOW);
      return null;
    }
    return new Window.Rolling(length.get());
  }

  /** A calendar's; null, with a finding, where it is none. */
  Periods.@Nullable Calendar calendar(Written written) {
    CalendarUnit unit =
        written.child("calendar").flatMap(Written::text).map(CALENDARS::get).orElse(null);
    if (!(written instanceof Written.Entries entries) || unit == null) {
      report.window(
          written.child("calendar").map(Written::location).orElse(written.location()),
          CALENDAR_WINDOW);
      return null;
    } else if (entries.child("rolling").isPresent() || !areKnown(entries)) {
      if (entries.child("rolling").isPresent()) {
        report.window(entries.location(), CALENDAR_WINDOW + ", without rolling");
      }
      return null;
    }
    Written zone = entries.child("timezone").orElse(null);
    if (zone == null) {
      return new Periods.Calendar(unit, ZoneOffset.UTC);
    }
    ZoneId id = zone(zone.text().orElse(""), zone.location());
    return id == null ? null : new Periods.Calendar(unit, id);
  }

  private boolean areKnown(Written.Entries entries) {
    boolean areKnown = true;
    for (var entry : entries.entries().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        report.unknownKey(entry.getValue().location(), entry.getKey(), "a window", KEYS);
        areKnown = false;
      }
    }
    return areKnown;
  }

  /** A zone of the IANA database; null, with a finding, where there is none of that name. */
  @Nullable ZoneId zone(String name, Location at) {
    if (name.equals("Z") || name.equals("UTC")) {
      return ZoneOffset.UTC;
    } else if (!ZoneId.getAvailableZoneIds().contains(name)) {
      report.zone(at, name);
      return null;
    }
    return ZoneId.of(name);
  }

  /** A length of time; null, with a finding, where it is none. */
  @Nullable Duration length(Written written, String what) {
    Optional<Duration> length = written.text().flatMap(Lengths::parse);
    if (length.isEmpty()) {
      report.length(written.location(), what);
    }
    return length.orElse(null);
  }
}
