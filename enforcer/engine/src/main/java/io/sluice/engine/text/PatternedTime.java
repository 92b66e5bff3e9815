package io.sluice.engine.text;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and timestamps in a pattern of {@link DateTimeFormatter}, held to the calendar: the
 * 30th of February is no day. Texts without a zone are in UTC. Each text costs a string.
 */
public final class PatternedTime implements TimeText {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final DateTimeFormatter formatter;
  private final Kind kind;

  private PatternedTime(DateTimeFormatter formatter, Kind kind) {
    this.formatter = formatter;
    this.kind = kind;
  }

  /**
   * Texts of one pattern.
   *
   * @throws IllegalArgumentException where the JDK has no such pattern, or where it does not say
   *     enough to name what the kind asks for
   */
  public static PatternedTime of(String pattern, Kind kind) {
    PatternedTime time =
        new PatternedTime(
            DateTimeFormatter.ofPattern(withProlepticYears(pattern), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT),
            kind);
    String sample = time.formatter.format(LocalDate.EPOCH.atStartOfDay(ZoneOffset.UTC));
    try {
      time.parse(sample);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "the pattern does not write a whole " + kind.name().toLowerCase(Locale.ROOT), e);
    }
    return time;
  }

  /** Held strictly, {@code yyyy} would need an era beside it, which nobody writes. */
  private static String withProlepticYears(String pattern) {
    if (pattern.contains("G")) {
      return pattern;
    }
    StringBuilder years = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      years.append(c == 'y' && !quoted ? 'u' : c);
    }
    return years.toString();
  }

  @Override
  public boolean holds(byte[] utf8, int offset, int length) {
    try {
      parse(text(utf8, offset, length));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public int compare(byte[] utf8, int offset, int length, Moment other) {
    return parse(text(utf8, offset, length)).compareTo(other);
  }

  @Override
  public long millis(byte[] utf8, int offset, int length) {
    Moment moment = parse(text(utf8, offset, length));
    return Moment.millis(moment.second(), moment.fraction());
  }

  private static String text(byte[] utf8, int offset, int length) {
    return new String(utf8, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public Moment parse(String text) {
    TemporalAccessor parsed = formatter.parse(text);
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return switch (kind) {
      case DATE -> new Moment(known(date).toEpochDay() * 86_400, 0);
      case TIME -> moment(-offset(parsed), known(time));
      case TIMESTAMP ->
          parsed.isSupported(ChronoField.INSTANT_SECONDS)
              ? new Moment(
                  parsed.getLong(ChronoField.INSTANT_SECONDS),
                  2L * parsed.get(ChronoField.NANO_OF_SECOND))
              : moment(known(date).toEpochDay() * 86_400, known(time));
    };
  }

  private static Moment moment(long midnight, LocalTime time) {
    long nanoOfDay = time.toNanoOfDay();
    return new Moment(midnight + nanoOfDay / NANOS_PER_SECOND, 2 * (nanoOfDay % NANOS_PER_SECOND));
  }

  private static int offset(TemporalAccessor parsed) {
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    return offset == null ? 0 : offset.getTotalSeconds();
  }

  private static <T> T known(@Nullable T part) {
    if (part == null) {
      throw new DateTimeException("only a part of a date or a time");
    }
    return part;
  }
}
