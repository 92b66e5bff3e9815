package io.sluice.engine.sli;

import io.sluice.engine.objective.CalendarUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as contracts write them: a number and a unit, or ISO 8601. */
public final class Lengths {

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*([A-Za-z]+)");

  private static final Pattern SPACE = Pattern.compile(" ");

  /** Longer ones promise nothing, and leave no room to add to a date. */
  private static final Duration LONGEST = Duration.ofDays(3660);

  /** The units of the standard in all their spellings; it leaves open which more there are. */
  enum Unit {
    MILLISECOND(Duration.ofMillis(1), null, "ms msec millisecond milliseconds"),
    SECOND(Duration.ofSeconds(1), null, "s sec secs second seconds"),
    MINUTE(Duration.ofMinutes(1), null, "m min mins minute minutes"),
    HOUR(Duration.ofHours(1), null, "h hr hrs hour hours"),
    DAY(Duration.ofDays(1), CalendarUnit.DAY, "d day days"),
    WEEK(Duration.ofDays(7), CalendarUnit.WEEK, "w wk wks week weeks"),
    MONTH(null, CalendarUnit.MONTH, "mo mos mon month months"),
    YEAR(null, CalendarUnit.YEAR, "y yr yrs year years");

    /** Null where it is not always the same. */
    private final @Nullable Duration length;

    /** Null where no calendar has it. */
    private final @Nullable CalendarUnit calendar;

    /** With spaces between them. */
    private final String spellings;

    Unit(@Nullable Duration length, @Nullable CalendarUnit calendar, String spellings) {
      this.length = length;
      this.calendar = calendar;
      this.spellings = spellings;
    }

    /** How long it is; empty of months and years. */
    Optional<Duration> length() {
      return Optional.ofNullable(length);
    }

    /** What a calendar calls it; empty where none does. */
    Optional<CalendarUnit> calendar() {
      return Optional.ofNullable(calendar);
    }
  }

  /** For messages. */
  static final String UNITS = "ms, s, m (minutes), h, d, w, mo (months), y";

  private static final Map<String, Unit> UNITS_BY_SPELLING = bySpelling();

  private Lengths() {}

  private static Map<String, Unit> bySpelling() {
    Map<String, Unit> units = new HashMap<>();
    for (Unit unit : Unit.values()) {
      for (String spelling : SPACE.splitAsStream(unit.spellings).toList()) {
        units.put(spelling, unit);
      }
    }
    return units;
  }

  /** The unit of a word, of either case; empty of M, which is months to some. */
  static Optional<Unit> unit(String word) {
    return word.equals("M")
        ? Optional.empty()
        : Optional.ofNullable(UNITS_BY_SPELLING.get(word.toLowerCase(Locale.ROOT)));
  }

  /** So many of a unit; empty of months and years, of nothing, and of what is beyond measure. */
  static Optional<Duration> of(BigDecimal number, Unit unit) {
    if (number.signum() <= 0 || number.precision() - number.scale() > 9 || number.scale() > 9) {
      return Optional.empty();
    }
    return unit.length()
        .map(length -> number.multiply(BigDecimal.valueOf(length.toMillis())))
        .filter(millis -> millis.compareTo(BigDecimal.ONE) >= 0)
        .map(millis -> Duration.ofMillis(millis.longValue()))
        .filter(length -> length.compareTo(LONGEST) <= 0);
  }

  /** A length of time such as {@code 30d}, {@code 5 min}, {@code PT5M} or {@code P30D}. */
  public static Optional<Duration> parse(String text) {
    String stripped = text.strip();
    Matcher matcher = NUMBER_AND_UNIT.matcher(stripped);
    if (matcher.matches()) {
      return unit(matcher.group(2)).flatMap(unit -> of(new BigDecimal(matcher.group(1)), unit));
    }
    try {
      Duration length = Duration.parse(stripped.replaceFirst("^P(\\d+)W$", "P$1D"));
      Duration whole = stripped.endsWith("W") ? length.multipliedBy(7) : length;
      return whole.toMillis() > 0 && whole.compareTo(LONGEST) <= 0
          ? Optional.of(whole)
          : Optional.empty();
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
