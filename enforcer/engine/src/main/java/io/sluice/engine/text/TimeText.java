package io.sluice.engine.text;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;

/** How dates, times and timestamps are written as text. Implementations are thread-safe. */
public sealed interface TimeText permits TimeText.Iso, PatternedTime {

  /** Whether a text is written so, and names a moment that the calendar and the clock have. */
  boolean holds(byte[] utf8, int offset, int length);

  /** How the moment of a text, which {@linkplain #holds holds}, stands to another one. */
  int compare(byte[] utf8, int offset, int length, Moment other);

  /** The moment of a text, which {@linkplain #holds holds}, in milliseconds since 1970. */
  long millis(byte[] utf8, int offset, int length);

  /**
   * The moment that a text names.
   *
   * @throws DateTimeException where it names none
   */
  Moment parse(String text);

  /** What is written. */
  enum Kind {
    DATE,
    TIME,
    TIMESTAMP;

    /** The kind that a word of the standard names; empty where it names none of these. */
    public static Optional<Kind> parse(String word) {
      for (Kind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** As RFC 3339 writes them, the offset left out at will: then the text is in UTC. */
  record Iso(Kind kind) implements TimeText {
    private static final int LENGTH_OF_DATE = 10;
    private static final long SECONDS_OF_DAY = 86_400;

    @Override
    public boolean holds(byte[] utf8, int offset, int length) {
      int end = offset + length;
      return switch (kind) {
        case DATE -> Moments.isDate(utf8, offset, end);
        case TIME -> Moments.isAnyTime(utf8, offset, end);
        case TIMESTAMP -> Moments.isAnyDateTime(utf8, offset, end);
      };
    }

    @Override
    public int compare(byte[] utf8, int offset, int length, Moment other) {
      return Moment.compare(second(utf8, offset, length), fraction(utf8, offset, length), other);
    }

    @Override
    public long millis(byte[] utf8, int offset, int length) {
      return Moment.millis(second(utf8, offset, length), fraction(utf8, offset, length));
    }

    private long second(byte[] utf8, int offset, int length) {
      int end = offset + length;
      return switch (kind) {
        case DATE -> Moments.day(utf8, offset) * SECONDS_OF_DAY;
        case TIME -> Moments.second(utf8, offset, end);
        case TIMESTAMP ->
            Moments.day(utf8, offset) * SECONDS_OF_DAY
                + Moments.second(utf8, offset + LENGTH_OF_DATE + 1, end);
      };
    }

    private long fraction(byte[] utf8, int offset, int length) {
      int end = offset + length;
      return switch (kind) {
        case DATE -> 0;
        case TIME -> Moments.fraction(utf8, offset, end);
        case TIMESTAMP -> Moments.fraction(utf8, offset + LENGTH_OF_DATE + 1, end);
      };
    }

    /** A timestamp may be bounded by a date alone, which is its first moment. */
    @Override
    public Moment parse(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      if (holds(utf8, 0, utf8.length)) {
        return new Moment(second(utf8, 0, utf8.length), fraction(utf8, 0, utf8.length));
      }
      if (kind == Kind.TIMESTAMP && Moments.isDate(utf8, 0, utf8.length)) {
        return new Moment(Moments.day(utf8, 0) * SECONDS_OF_DAY, 0);
      }
      throw new DateTimeException("no " + kind.name().toLowerCase(Locale.ROOT) + " of RFC 3339");
    }
  }
}
